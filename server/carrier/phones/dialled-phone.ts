import type { Call } from '../model/call.js';
import type { Network } from '../network.js';
import { endCall, pickUp, startRinging } from '../runtime/call-lifecycle.js';
import type { Behaviour } from './party.js';
import { ScriptedPhone } from './scripted-phone.js';

/** A telephone the carrier dials: answers, is busy, does not answer, … as its behaviour says; talks by its script. */
export class DialledPhone extends ScriptedPhone {
  constructor(
    net: Network,
    readonly behaviour: Behaviour,
  ) {
    super(net, behaviour.kind === 'answer' ? (behaviour.script ?? {}) : {});
  }

  override alert(call: Call): void {
    const { behaviour, net } = this;
    if (behaviour.kind === 'fail') endCall(net, call, { status: 'failed', sipCode: behaviour.sipCode ?? 404 });
    else if (behaviour.kind === 'busy' && behaviour.afterMs === undefined) endCall(net, call, { status: 'busy', sipCode: 486 });
    else startRinging(net, call);
    if (behaviour.kind === 'answer') this.later(call, behaviour.afterMs, () => pickUp(net, call));
    if (behaviour.kind === 'busy') this.later(call, behaviour.afterMs ?? 0, () => endCall(net, call, { status: 'busy', sipCode: 486 }));
    if (behaviour.kind === 'reject')
      this.later(call, behaviour.afterMs ?? 2000, () => endCall(net, call, { status: 'no-answer', sipCode: 603 }));
  }

  override answered(call: Call): void {
    this.begin(call);
    super.answered(call);
  }
}
