import type { Sound } from '../../../shared/carrier-device.js';
import type { Call, TerminalStatus } from '../model/call.js';
import type { Network } from '../network.js';
import type { Party } from '../phones/party.js';
import { startRinging } from '../runtime/call-lifecycle.js';
import type { DeviceSession } from './device-session.js';

/** A browser at the far end of a leg: one device, or several of one identity that ring until the first accepts. */
export class ClientParty implements Party {
  readonly kind = 'client';

  constructor(
    readonly net: Network,
    readonly identity: string,
    public sessions: DeviceSession[],
  ) {}

  alert(call: Call): void {
    startRinging(this.net, call);
    const { customParams: params } = call;
    for (const session of this.sessions) {
      session.attach(call);
      session.send({ type: 'incoming', callSid: call.sid, from: call.from, to: call.to, params: { ...params } });
    }
  }

  answered(call: Call): void {
    this.#tell((session) => session.send({ type: 'accept', callSid: call.sid }));
  }

  hear(call: Call, sound: Sound): void {
    this.#tell((session) => session.send({ type: 'hear', callSid: call.sid, sound }));
  }

  prompted(): void {}
  talking(): void {}

  ended(call: Call, status: TerminalStatus): void {
    const type = call.answeredAt === undefined && call.direction !== 'inbound' ? 'cancel' : 'disconnect';
    this.#tell((session) => {
      session.detach(call);
      session.send(type === 'cancel' ? { type, callSid: call.sid } : { type, callSid: call.sid, reason: status });
    });
  }

  /** Only `winner` keeps the call; the other devices stop ringing. */
  keepOnly(call: Call, winner: DeviceSession): void {
    for (const session of this.sessions) {
      if (session === winner) continue;
      session.detach(call);
      session.send({ type: 'cancel', callSid: call.sid });
    }
    this.sessions = [winner];
  }

  #tell(tell: (session: DeviceSession) => void): void {
    for (const session of this.sessions) tell(session);
  }
}
