import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
import type { DeviceEvent, DeviceRequest } from '../../shared/carrier-device.js';
import { DeviceCall } from './devices/device-call.js';

/** How a device reaches the carrier. */
export interface DeviceClientOptions {
  /** WebSocket address: `ws://127.0.0.1:3100/device`, or the application's own proxy to it. */
  url: string;
  /** The AccessToken the application gave out. */
  token: string;
  headers?: Record<string, string>;
  /** Names one page load; another one with the same name resumes its calls. */
  instance?: string;
}

interface DeviceClientEvents {
  incoming: [DeviceCall];
  event: [DeviceEvent];
  error: [Error];
  close: [number];
}

/** A browser's telephone, without the browser: for tests, benchmarks and demo agents. */
export class DeviceClient extends EventEmitter<DeviceClientEvents> {
  readonly calls = new Map<string, DeviceCall>();
  identity = '';
  readonly #asked = new Map<string, { resolve: (call: DeviceCall) => void; reject: (error: Error) => void }>();

  private constructor(readonly socket: WebSocket) {
    super();
    socket.on('message', (data) => this.#take(JSON.parse(data.toString()) as DeviceEvent));
    socket.on('close', (code) => {
      for (const { reject } of this.#asked.values()) reject(new Error('Device socket closed'));
      for (const call of [...this.calls.values()]) this.#over(call, 'socket-closed');
      this.emit('close', code);
    });
  }

  /** Connects and proves who it is. Rejects when the socket or the token is refused. */
  static async open(options: DeviceClientOptions): Promise<DeviceClient> {
    const socket = new WebSocket(options.url, options.headers ? { headers: options.headers } : {});
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    const client = new DeviceClient(socket);
    const ready = client.#next((event) => event.type === 'ready' || event.type === 'error');
    client.send({ type: 'hello', token: options.token, instance: options.instance ?? randomUUID() });
    const answer = await ready;
    if (answer.type === 'error') {
      socket.terminate();
      throw new Error(`${answer.code} ${answer.message}`);
    }
    socket.on('error', (error) => client.emit('error', error));
    return client;
  }

  /** Takes calls for its identity from now on. Resolves when the carrier has said so. */
  async register(): Promise<void> {
    const answer = this.#next((event) => event.type === 'registered' || event.type === 'error');
    this.send({ type: 'register' });
    const event = await answer;
    if (event.type === 'error') throw new Error(`${event.code} ${event.message}`);
  }

  /**
   * Calls the application of its token, with `params` for its voice URL. Resolves as soon as the leg exists; await
   * `call.accepted` for it to be up. Rejects when the carrier refuses.
   */
  connect(params: Record<string, string> = {}): Promise<DeviceCall> {
    const request = randomUUID();
    return new Promise((resolve, reject) => {
      this.#asked.set(request, { resolve, reject });
      this.send({ type: 'connect', request, params });
    });
  }

  /** Sends a message of the device protocol. */
  send(request: DeviceRequest): void {
    this.socket.send(JSON.stringify(request));
  }

  /** Goes away as a closed tab does; its legs end after the media-loss delay. */
  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.socket.once('close', () => resolve()));
    this.socket.close(1001);
    await closed;
  }

  /** Vanishes without a word, as a crashed browser or a pulled cable does. */
  vanish(): void {
    this.socket.terminate();
  }

  #next(wanted: (event: DeviceEvent) => boolean): Promise<DeviceEvent> {
    return new Promise((resolve, reject) => {
      const done = () => {
        this.off('event', look);
        this.socket.off('close', lost);
      };
      const look = (event: DeviceEvent) => {
        if (!wanted(event)) return;
        done();
        resolve(event);
      };
      const lost = () => {
        done();
        reject(new Error('Device socket closed'));
      };
      this.on('event', look);
      this.socket.once('close', lost);
    });
  }

  #take(event: DeviceEvent): void {
    if (event.type === 'ready') this.#ready(event.identity, event.calls);
    if (event.type === 'connecting') this.#connected(event.request, event.callSid);
    if (event.type === 'error' && event.request !== undefined) this.#refused(event.request, new Error(`${event.code} ${event.message}`));
    if (event.type === 'incoming') {
      const call = new DeviceCall(this, event.callSid, event.params);
      this.calls.set(event.callSid, call);
      this.emit('incoming', call);
    }
    if ('callSid' in event) {
      const call = this.calls.get(event.callSid);
      call?.take(event);
      if (call && (event.type === 'disconnect' || event.type === 'cancel'))
        this.#over(call, event.type === 'disconnect' ? event.reason : 'cancel');
    }
    this.emit('event', event);
  }

  #ready(identity: string, calls: string[]): void {
    this.identity = identity;
    for (const sid of calls) if (!this.calls.has(sid)) this.calls.set(sid, new DeviceCall(this, sid, {}));
  }

  #connected(request: string, callSid: string): void {
    const call = new DeviceCall(this, callSid, {});
    this.calls.set(callSid, call);
    this.#asked.get(request)?.resolve(call);
    this.#asked.delete(request);
  }

  #refused(request: string, error: Error): void {
    this.#asked.get(request)?.reject(error);
    this.#asked.delete(request);
  }

  #over(call: DeviceCall, reason: string): void {
    this.calls.delete(call.sid);
    call.end(reason);
  }
}
