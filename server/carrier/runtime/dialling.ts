import { type Call, isClientLeg, isOver } from '../model/call.js';
import type { Network } from '../network.js';
import { DialledPhone } from '../phones/dialled-phone.js';
import type { Behaviour, Party } from '../phones/party.js';
import { reportProgress } from '../webhooks/progress.js';
import { endCall } from './call-lifecycle.js';

/** From the carrier's dialling to the first ring at a far telephone. */
const POST_DIAL_MS = 800;
const DEFAULT_BEHAVIOUR: Behaviour = { kind: 'answer', afterMs: 3000 };

/** Who is at the far end of an address; undefined when `client:` names nobody who is registered. */
export function partyAt(net: Network, address: string): Party {
  if (address.startsWith('client:')) {
    const identity = address.slice('client:'.length).split('?')[0] ?? '';
    const offline = net.faults.strike('client-offline', { to: address, identity });
    return (offline ? undefined : net.clients.find(identity)) ?? new AbsentClient(net);
  }
  return new DialledPhone(net, net.behaviours.get(address) ?? DEFAULT_BEHAVIOUR);
}

/** Dials a leg: initiated, then whatever its far end does, until `timeoutMs` of ringing are over. */
export function dial(net: Network, call: Call, timeoutMs: number): void {
  if (isOver(call)) return;
  call.startedAt = net.clock.now();
  reportProgress(net, call, 'initiated');
  const delay = isClientLeg(call) ? 0 : POST_DIAL_MS;
  const reach = net.clock.after(delay, () => call.party.alert(call));
  const limit = net.clock.after(delay + timeoutMs, () => {
    if (call.answeredAt === undefined) endCall(net, call, { status: 'no-answer', sipCode: 487 });
  });
  call.onEnd.push(() => {
    reach.cancel();
    limit.cancel();
  });
}

/** Stands for an identity nobody is registered as. */
class AbsentClient implements Party {
  readonly kind = 'client';

  constructor(readonly net: Network) {}

  alert(call: Call): void {
    const failed = this.net.quirks.unregisteredClient === 'failed';
    endCall(this.net, call, failed ? { status: 'failed', sipCode: 404 } : { status: 'no-answer', sipCode: 480 });
  }

  answered(): void {}
  hear(): void {}
  prompted(): void {}
  talking(): void {}
  ended(): void {}
}
