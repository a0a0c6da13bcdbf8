import type { ClientDirectory, Network } from '../network.js';
import type { Party } from '../phones/party.js';
import { endCall } from '../runtime/call-lifecycle.js';
import type { VoiceAccess } from './access-token.js';
import { ClientParty } from './client-party.js';
import { DeviceSession, type DeviceSocket } from './device-session.js';

/** How long a leg outlives its device's socket, in milliseconds. */
export interface DeviceLimits {
  /** The device itself is gone: what media loss takes to be noticed. */
  mediaLossMs: number;
  /** The proxy in between is gone (the application restarts); the device is expected back. */
  proxyGraceMs: number;
}

/** The limits used unless told otherwise. */
export const defaultDeviceLimits: DeviceLimits = { mediaLossMs: 1000, proxyGraceMs: 600_000 };

/** All devices that are connected, or expected back. */
export class DeviceRegistry implements ClientDirectory {
  readonly sessions = new Map<string, DeviceSession>();

  constructor(
    readonly net: Network,
    readonly limits: DeviceLimits,
  ) {}

  find(identity: string): Party | undefined {
    const ringing = this.of(identity).filter((session) => session.registered);
    return ringing.length > 0 ? new ClientParty(this.net, identity, ringing) : undefined;
  }

  /** The devices of an identity. */
  of(identity: string): DeviceSession[] {
    return [...this.sessions.values()].filter((session) => session.access.identity === identity);
  }

  /** A device says hello: a new session, or the one this page load had before its socket broke. */
  open(instance: string, access: VoiceAccess, socket: DeviceSocket): DeviceSession {
    const known = this.sessions.get(instance);
    const session = known?.access.identity === access.identity ? known : new DeviceSession(instance, access);
    session.socket?.close();
    session.socket = socket;
    session.access = access;
    session.doom?.cancel();
    delete session.doom;
    this.sessions.set(instance, session);
    this.net.trace.add('device.connected', undefined, { identity: access.identity, resumed: session === known });
    return session;
  }

  /** A device's socket is gone. Its legs end after the media-loss delay, or the grace when only a proxy went away. */
  lost(session: DeviceSession, socket: DeviceSocket, byProxy: boolean): void {
    if (session.socket !== socket) return;
    session.socket = undefined;
    session.forgetExpiry();
    const fault = this.net.faults.strike('media-loss', { identity: session.access.identity });
    const ms = fault?.ms ?? (byProxy ? this.limits.proxyGraceMs : this.limits.mediaLossMs);
    this.net.trace.add('device.lost', undefined, { identity: session.access.identity, byProxy, ms });
    session.doom = this.net.clock.after(ms, () => this.#end(session));
    if (!byProxy) session.registered = false;
  }

  /** Ends every session at once, with its legs. */
  closeAll(): void {
    for (const session of [...this.sessions.values()]) {
      session.socket?.close();
      this.#end(session);
    }
  }

  #end(session: DeviceSession): void {
    session.doom?.cancel();
    this.sessions.delete(session.instance);
    for (const call of [...session.calls.values()]) {
      if (call.answeredAt !== undefined || call.direction === 'inbound') endCall(this.net, call, { status: 'canceled' });
    }
  }
}
