import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import { type Carrier, type CarrierOptions, startCarrier } from '../../server/carrier/index.js';

/** A request the application got. */
export interface Received {
  path: string;
  url: string;
  method: string;
  headers: IncomingMessage['headers'];
  params: Record<string, string>;
}

type Answer = string | { status?: number; type?: string; body?: string; encoding?: BufferEncoding; headers?: Record<string, string> };

/** A small application that answers webhooks as told and remembers them. */
export class TestApplication {
  readonly received: Received[] = [];
  readonly answers = new Map<string, (request: Received) => Answer | Promise<Answer>>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<TestApplication> {
    const server = createServer();
    const application = new TestApplication(server);
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const url = new URL(request.url ?? '/', application.url);
      const form = request.method === 'POST' ? Buffer.concat(chunks).toString('utf8') : url.search;
      const received: Received = {
        path: url.pathname,
        url: `${application.url}${request.url}`,
        method: request.method ?? '',
        headers: request.headers,
        params: Object.fromEntries(new URLSearchParams(form)),
      };
      application.received.push(received);
      const answer = (await application.answers.get(url.pathname)?.(received)) ?? { status: 204 };
      const {
        status = 200,
        type = 'text/xml',
        body = '',
        encoding = 'utf8',
        headers = {},
      } = typeof answer === 'string' ? { body: answer } : answer;
      response.writeHead(status, { 'Content-Type': type, ...headers });
      response.end(Buffer.from(body, encoding));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return application;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers `path` with TwiML, from now on. */
  says(path: string, inner: string): void {
    this.answers.set(path, () => `<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`);
  }

  /** The requests for `path`, oldest first. */
  at(path: string): Received[] {
    return this.received.filter((request) => request.path === path);
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

class LocalClient extends twilio.RequestClient {
  readonly #base: URL;

  constructor(base: string) {
    super({ timeout: 5000 });
    this.#base = new URL(base);
  }

  override request<T>(
    options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0],
  ): ReturnType<typeof twilio.RequestClient.prototype.request<T>> {
    const url = new URL(options.uri);
    url.protocol = this.#base.protocol;
    url.host = this.#base.host;
    return super.request({ ...options, uri: url.toString() });
  }
}

/** The official SDK, talking to the carrier instead of Twilio. */
export function officialSdk(carrier: Carrier, as: 'account' | 'key' = 'account') {
  const httpClient = new LocalClient(carrier.url);
  return as === 'account'
    ? twilio(carrier.accountSid, carrier.authToken, { httpClient })
    : twilio(carrier.apiKeySid, carrier.apiKeySecret, { accountSid: carrier.accountSid, httpClient });
}

/** An AccessToken as the application gives one to a browser. */
export function accessToken(
  carrier: Carrier,
  identity: string,
  applicationSid: string,
  { secret = carrier.apiKeySecret, incoming = true } = {},
): string {
  const { AccessToken } = twilio.jwt;
  const token = new AccessToken(carrier.accountSid, carrier.apiKeySid, secret, { identity, ttl: 3600 });
  token.addGrant(new AccessToken.VoiceGrant({ outgoingApplicationSid: applicationSid, incomingAllow: incoming }));
  return token.toJwt();
}

/** Everything a carrier test needs, on a manual clock. */
export async function startScene(options: CarrierOptions = {}) {
  const app = await TestApplication.start();
  const carrier = await startCarrier({ clock: 'manual', seed: 'scene', ...options });
  const sdk = officialSdk(carrier);
  const number = '+493023125000';
  const [owned] = await sdk.incomingPhoneNumbers.list({ phoneNumber: number });
  if (!owned) throw new Error('The carrier owns no number');
  await sdk.incomingPhoneNumbers(owned.sid).update({ voiceUrl: `${app.url}/voice`, statusCallback: `${app.url}/status` });
  return {
    app,
    carrier,
    sdk,
    number,
    numberSid: owned.sid,
    close: async () => {
      await carrier.close();
      await app.close();
    },
  };
}
