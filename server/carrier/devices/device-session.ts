import type { DeviceEvent } from '../../../shared/carrier-device.js';
import type { Timer } from '../clock/clock.js';
import type { Call } from '../model/call.js';
import type { VoiceAccess } from './access-token.js';

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
  expiry: Timer | undefined;
  readonly calls = new Map<string, Call>();

  constructor(
    readonly instance: string,
    public access: VoiceAccess,
  ) {}

  /** Sends to the device, if it can be reached. */
  send(event: DeviceEvent): void {
    this.socket?.send(event);
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
