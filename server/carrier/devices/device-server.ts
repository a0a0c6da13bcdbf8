import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { DeviceEvent, DeviceRequest } from '../../../shared/carrier-device.js';
import type { Network } from '../network.js';
import { urlOf } from '../rest/http-body.js';
import { readAccessToken, TokenRefused } from './access-token.js';
import type { DeviceRegistry } from './device-registry.js';
import { handleDeviceRequest } from './device-requests.js';
import type { DeviceSession, DeviceSocket } from './device-session.js';
import { isListening } from './knock.js';

/** A device that does not answer a ping for this long is gone. Wall clock: it is about real sockets. */
const PING_MS = 10_000;
/** Close codes that may mean that only a proxy in between is gone: connection broken, or service restart. */
const PROXY_GONE: readonly number[] = [1006, 1012];

/** Speaks the device protocol (`shared/carrier-device.ts`) on `/device`. A proxy says so with `?via=proxy`. */
export class DeviceServer {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  readonly #pings: NodeJS.Timeout;
  /** When a device last said anything, on the wall clock. */
  lastHeardAt = 0;

  constructor(
    readonly net: Network,
    readonly registry: DeviceRegistry,
  ) {
    this.#pings = setInterval(() => this.#ping(), PING_MS);
    this.#pings.unref();
  }

  /** Takes over an upgrade request for `/device`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const proxied = urlOf(request).searchParams.get('via') === 'proxy';
    this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#serve(ws, proxied));
  }

  /** Closes every socket. */
  close(): void {
    clearInterval(this.#pings);
    for (const ws of this.#sockets.clients) ws.terminate();
    this.#sockets.close();
  }

  #serve(ws: WebSocket, proxied: boolean): void {
    let session: DeviceSession | undefined;
    const out: DeviceSocket = {
      send: (event: DeviceEvent) => ws.send(JSON.stringify(event)),
      close: () => ws.close(1000),
    };
    ws.on('message', (data) => {
      this.lastHeardAt = Date.now();
      const request = parse(data);
      if (!request) return out.send({ type: 'error', code: 31000, message: 'Not a message of the device protocol' });
      try {
        if (request.type === 'hello') session = this.#hello(request, out);
        else if (session) handleDeviceRequest(this.net, session, request);
        else out.send({ type: 'error', code: 20101, message: 'Say hello first' });
      } catch (error) {
        const refused = error instanceof TokenRefused;
        if (!refused) this.net.trace.add('carrier.defect', undefined, { error: error instanceof Error ? error.stack : String(error) });
        out.send({ type: 'error', code: refused ? error.code : 31000, message: refused ? error.message : 'Unknown error' });
      }
    });
    alive.add(ws);
    ws.on('pong', () => alive.add(ws));
    ws.on('error', () => ws.terminate());
    ws.on('close', (code) => {
      if (session) void this.net.inFlight.track(this.#lost(session, out, { code, proxied }));
    });
  }

  /**
   * A socket that broke without a word may be a browser that crashed, or the application's proxy that went down with the
   * application. The second is no reason to end a call: Twilio's browsers do not phone through the application.
   */
  async #lost(session: DeviceSession, socket: DeviceSocket, how: { code: number; proxied: boolean }): Promise<void> {
    if (!PROXY_GONE.includes(how.code)) return this.registry.lost(session, socket, false);
    const application = this.net.applications.get(session.access.outgoingApplicationSid ?? '');
    const isDown = how.proxied || !(await isListening(application?.voiceUrl ?? ''));
    this.registry.lost(session, socket, isDown);
  }

  #hello(request: Extract<DeviceRequest, { type: 'hello' }>, out: DeviceSocket): DeviceSession {
    const access = readAccessToken(request.token, this.net.account);
    const session = this.registry.open(request.instance, access, out);
    session.watchExpiry();
    session.send({ type: 'ready', identity: access.identity, calls: [...session.calls.keys()] });
    session.catchUp();
    return session;
  }

  #ping(): void {
    for (const ws of this.#sockets.clients) {
      if (!alive.delete(ws)) ws.terminate();
      else ws.ping();
    }
  }
}

/** Sockets that answered since the last ping. */
const alive = new WeakSet<WebSocket>();

function parse(data: RawData): DeviceRequest | undefined {
  try {
    const value: unknown = JSON.parse(data.toString());
    return isRequest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const TEXT_FIELDS: Record<DeviceRequest['type'], readonly string[]> = {
  hello: ['token', 'instance'],
  refresh: ['token'],
  register: [],
  unregister: [],
  connect: ['request'],
  accept: ['callSid'],
  reject: ['callSid'],
  disconnect: ['callSid'],
  mute: ['callSid'],
  digits: ['callSid', 'digits'],
  speak: ['callSid', 'text'],
};

function isRequest(value: unknown): value is DeviceRequest {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') return false;
  const fields = Object.hasOwn(TEXT_FIELDS, value.type) ? TEXT_FIELDS[value.type as DeviceRequest['type']] : undefined;
  const texts: Record<string, unknown> = { ...value };
  if (!fields?.every((field) => typeof texts[field] === 'string')) return false;
  if (value.type === 'mute') return typeof texts['muted'] === 'boolean';
  if (value.type !== 'connect') return true;
  return isTextMap(texts['params']);
}

function isTextMap(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((item) => typeof item === 'string');
}
