import type { DeviceEvent } from '../../../shared/carrier-device.js';
import type { Timer } from '../clock/clock.js';
import type { Call } from '../model/call.js';
import type { VoiceAccess } from './access-token.js';

/** The Voice SDK warns ten seconds before. */
const EXPIRY_WARNING_MS = 10_000;
const LONGEST_TIMER = 2 ** 31 - 1;

/** Where a session's messages go at this moment. */
export interface DeviceSocket {
  send(event: DeviceEvent): void;
  close(): void;
}

/** One Device of one page load. It outlives its socket for a while, so that a restarted proxy does not end the call. */
export class DeviceSession {
  socket: DeviceSocket | undefined;
  registered = false;
  /** Pending end of the legs after the socket was lost. */
  doom: Timer | undefined;
  readonly #missed: DeviceEvent[] = [];
  #expiry: NodeJS.Timeout | undefined;
  readonly calls = new Map<string, Call>();

  constructor(
    readonly instance: string,
    public access: VoiceAccess,
  ) {}

  /** Sends to the device. Of what it misses while its socket is broken, only the end of a call is told later. */
  send(event: DeviceEvent): void {
    if (this.socket) this.socket.send(event);
    else if (event.type === 'disconnect' || event.type === 'cancel') this.#missed.push(event);
  }

  /** Tells a device that came back which calls ended meanwhile. */
  catchUp(): void {
    for (const event of this.#missed.splice(0)) this.send(event);
  }

  /** Warns the device before its token expires. Tokens live on the wall clock: they are made by the application. */
  watchExpiry(): void {
    clearTimeout(this.#expiry);
    const left = Math.max(0, this.access.expiresAt - Date.now() - EXPIRY_WARNING_MS);
    this.#expiry = setTimeout(() => this.send({ type: 'token-will-expire', inMs: EXPIRY_WARNING_MS }), Math.min(left, LONGEST_TIMER));
    this.#expiry.unref();
  }

  /** No more warnings: the socket is gone. */
  forgetExpiry(): void {
    clearTimeout(this.#expiry);
  }

  /** The leg is (or rings) on this device. */
  attach(call: Call): void {
    this.calls.set(call.sid, call);
  }

  /** The leg is no longer on this device. */
  detach(call: Call): void {
    this.calls.delete(call.sid);
  }
}
