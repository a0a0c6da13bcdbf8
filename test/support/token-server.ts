import { createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider's token server of one test, with the place where Dovecot asks whose token it is. */
export interface TokenServer {
  /** Where tokens come from. */
  url: string;
  /** Where a mail server asks about them. */
  tokenInfo: string;
  /** The application it knows. */
  tenant: string;
  clientId: string;
  clientSecret: string;
  /** The JSON key of a service account it knows. */
  serviceAccount: string;
  /** The mailbox its tokens open. */
  email: string;
  /** What it was asked for. */
  requests: Record<string, string>[];
  /** Tokens given out so far, newest last. */
  tokens: string[];
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
}

/** Starts a token server on loopback that knows one application and one service account. */
export async function startTokenServer(email: string): Promise<TokenServer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const clientEmail = 'ringback@haus.iam.example';
  const known: Omit<TokenServer, 'url' | 'tokenInfo' | 'close'> = {
    ...{ tenant: 'haus', clientId: 'ringback', clientSecret: 'geheim', email, requests: [], tokens: [] },
    serviceAccount: JSON.stringify({ type: 'service_account', client_email: clientEmail, private_key: pem }),
  };
  const isSigned = (assertion: string, audience: string) => {
    const [head = '', claims = '', signature = ''] = assertion.split('.');
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    const isRight = createVerify('RSA-SHA256')
      .update(`${head}.${claims}`)
      .verify(createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })), signature, 'base64url');
    return (
      isRight &&
      said['iss'] === clientEmail &&
      said['sub'] === email &&
      said['aud'] === audience &&
      said['scope'] === 'https://mail.google.com/'
    );
  };
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    };
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    if (url.pathname === '/tokeninfo') {
      const token = url.searchParams.get('access_token') ?? '';
      return answer(known.tokens.includes(token) ? 200 : 400, known.tokens.includes(token) ? { email } : { error: 'invalid_token' });
    }
    void bodyOf(request).then((form) => {
      known.requests.push(form);
      const isGoogle = form['grant_type'] === 'urn:ietf:params:oauth:grant-type:jwt-bearer';
      const isRight = isGoogle
        ? isSigned(form['assertion'] ?? '', where())
        : form['client_id'] === known.clientId && form['client_secret'] === known.clientSecret;
      if (!isRight) return answer(401, { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' });
      known.tokens.push(`token-${known.tokens.length + 1}`);
      return answer(200, { access_token: known.tokens.at(-1), expires_in: 3600, token_type: 'Bearer' });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const where = () => `${origin}/token`;
  return Object.assign(known, {
    url: where(),
    tokenInfo: `${origin}/tokeninfo?access_token=`,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  });
}
