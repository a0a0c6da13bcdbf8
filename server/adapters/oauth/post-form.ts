import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';
import { addressOf } from '../net/internal-address.js';

const PATIENCE_MS = 20_000;
/** A token's answer is a few kilobytes. */
const MOST_BYTES = 100_000;

/**
 * Posts a form and gives back status and body; redirects are not followed. The host is looked up once and must not be inside unless allowed; without TLS
 * only where inside is allowed. Throws what the network throws, and InternalHost.
 */
export async function postForm(
  address: string,
  form: Readonly<Record<string, string>>,
  allowsInternal: boolean,
): Promise<{ status: number; body: string }> {
  const url = new URL(address);
  const isPlain = url.protocol === 'http:';
  if (!isPlain && url.protocol !== 'https:') throw new Error('The address of the token server must begin with https://.');
  if (isPlain && !allowsInternal) throw new Error('The address of the token server must begin with https://.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const body = new URLSearchParams(form).toString();
  const options = {
    ...{ method: 'POST', host: await addressOf(host, allowsInternal), port: url.port || (isPlain ? 80 : 443) },
    ...{ path: `${url.pathname}${url.search}`, timeout: PATIENCE_MS },
    ...(isIP(host) === 0 ? { servername: host } : {}),
    headers: {
      Host: url.host,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': Buffer.byteLength(body),
      Accept: 'application/json',
    },
  };
  return new Promise((resolve, reject) => {
    const outgoing = (isPlain ? plainRequest : tlsRequest)(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MOST_BYTES) outgoing.destroy(new Error('The token server said too much.'));
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
      answer.on('error', reject);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('The token server did not answer.')));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
