import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RestError } from '../rest-error.js';

const LONGEST_BODY = 1024 * 1024;

/** The request's address. Whatever follows the host is kept as it came, so that no request line is too odd to be answered. */
export function urlOf(request: IncomingMessage): URL {
  const path = request.url ?? '/';
  return new URL(`http://carrier${path.startsWith('/') ? path : '/'}`);
}

/** The request's body as text. Throws 20001 beyond a mebibyte. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    size += part.length;
    if (size > LONGEST_BODY) throw new RestError(20001, 'Request body is too large');
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Ends the response with JSON, or with nothing. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.writableEnded || response.destroyed) return;
  response.writeHead(status, {
    'Content-Type': 'application/json;charset=utf-8',
    'Twilio-Request-Id': `RQ${randomUUID().replaceAll('-', '')}`,
    'X-Powered-By': 'Ringback carrier simulator',
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
