import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { HttpMethod } from '../model/call.js';
import type { DeliveryRules } from './overrides.js';

/** Twilio reads no more than this of a document. */
const LONGEST_BODY = 64 * 1024;
const MOST_REDIRECTS = 5;

/** One HTTP exchange as it is put on the wire. */
export interface Delivery {
  url: string;
  method: HttpMethod;
  headers: Record<string, string>;
  body: string | undefined;
  rules: DeliveryRules;
}

/** What came back: an answer, or the way it failed. */
export type DeliveryResult =
  | { kind: 'answer'; status: number; contentType: string; body: string }
  | { kind: 'failure'; cause: 'ct' | 'rt'; message: string };

const agents = { http: new HttpAgent({ keepAlive: true, maxSockets: 64 }), https: new HttpsAgent({ keepAlive: true, maxSockets: 64 }) };

/** Sends once, following redirects as Twilio does: 301, 302 and 303 turn into GET and lose their parameters. Never throws. */
export async function deliver(delivery: Delivery): Promise<DeliveryResult> {
  let current = delivery;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const result = await once(current);
    if (result.kind === 'failure' || result.location === undefined) return result;
    const keeps = result.status === 307 || result.status === 308;
    const url = new URL(result.location, current.url).toString();
    current = keeps ? { ...current, url } : { ...current, url, method: 'GET', body: undefined };
  }
  return { kind: 'failure', cause: 'rt', message: 'Too many redirects' };
}

type Hop = DeliveryResult & { location?: string };

function once(delivery: Delivery): Promise<Hop> {
  return new Promise((resolve) => {
    let request: ClientRequest;
    let over = false;
    const timers: NodeJS.Timeout[] = [];
    const finish = (result: Hop) => {
      if (over) return;
      over = true;
      for (const timer of timers) clearTimeout(timer);
      resolve(result);
      if (result.kind === 'failure') request?.destroy();
    };
    const limit = (ms: number, cause: 'ct' | 'rt', message: string) => {
      timers.push(setTimeout(() => finish({ kind: 'failure', cause, message }), ms));
    };
    try {
      request = open(delivery, (response) => void read(response).then(finish));
    } catch (error) {
      finish({ kind: 'failure', cause: 'ct', message: error instanceof Error ? error.message : 'Bad URL' });
      return;
    }
    limit(Math.min(delivery.rules.readTimeout, delivery.rules.totalTimeout), 'rt', 'Read timed out');
    let isConnected = false;
    watchConnection(request, delivery.rules.connectTimeout, (failure) => {
      isConnected = failure === undefined;
      if (failure !== undefined) finish({ kind: 'failure', cause: 'ct', message: failure });
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The other side closed an idle connection just as we used it again: nothing was delivered, a fresh one is due.
      if (!over && request.reusedSocket && error.code === 'ECONNRESET') void once(delivery).then(finish);
      else finish({ kind: 'failure', cause: isConnected ? 'rt' : 'ct', message: error.message });
    });
    request.end(delivery.body);
  });
}

function open(delivery: Delivery, onAnswer: (response: IncomingMessage) => void): ClientRequest {
  const url = new URL(delivery.url);
  const headers = { ...delivery.headers };
  if (delivery.body !== undefined) headers['Content-Length'] = String(Buffer.byteLength(delivery.body));
  const options: RequestOptions = { method: delivery.method, headers };
  return url.protocol === 'https:'
    ? httpsRequest(url, { ...options, agent: agents.https }, onAnswer)
    : httpRequest(url, { ...options, agent: agents.http }, onAnswer);
}

/** Tells `outcome` once: undefined when connected, or why not within `ms`. A connection refused is the request's own error. */
function watchConnection(request: ClientRequest, ms: number, outcome: (failure: string | undefined) => void): void {
  request.on('socket', (socket) => {
    if (!socket.connecting) return outcome(undefined);
    const timer = setTimeout(() => outcome('Connect timed out'), ms);
    socket.once('connect', () => {
      clearTimeout(timer);
      outcome(undefined);
    });
    socket.once('close', () => clearTimeout(timer));
  });
}

async function read(response: IncomingMessage): Promise<Hop> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      const part = Buffer.from(chunk);
      size += part.length;
      if (size > LONGEST_BODY) break;
      chunks.push(part);
    }
  } catch (error) {
    return { kind: 'failure', cause: 'rt', message: error instanceof Error ? error.message : 'Connection lost' };
  }
  const status = response.statusCode ?? 0;
  const location = status >= 300 && status < 400 ? response.headers.location : undefined;
  const answer = {
    kind: 'answer',
    status,
    contentType: response.headers['content-type'] ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  } as const;
  return location === undefined ? answer : { ...answer, location };
}
