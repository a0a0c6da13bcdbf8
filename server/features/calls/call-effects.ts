import type { CallEffect, CallState } from '../../../shared/domain/call-state.js';
import { isLegOver } from '../../../shared/domain/leg-state.js';
import type { About } from './call-machine.js';
import type { CallWork } from './call-work.js';
import { commandLeg } from './carrier-commands.js';
import { startWrapUp } from './desk/start-wrap-up.command.js';
import type { LegEntity } from './leg.entity.js';
import { legsOf, patchLeg } from './legs.query.js';
import { moveOffer, openOfferOf } from './offers.js';

interface Cause {
  about: About;
  from: CallState;
}
type Effect = (work: CallWork, cause: Cause) => Promise<void>;

const EFFECTS: Record<CallEffect, Effect> = {
  // The router follows `call.changed` to QUEUED.
  'find-agent': () => Promise.resolve(),
  'rescind-offer': (work) => closeOffer(work, 'rescinded'),
  'fail-offer': (work) => closeOffer(work, 'failed'),
  'hang-up-agent': hangUpAgent,
  'hang-up-caller': (work) => release(work, (leg) => leg.role === 'customer'),
  'end-room': (work) => release(work, () => true),
  'dequeue-caller': (work) => onCaller(work, 'dequeue'),
  'requeue-caller': (work) => onCaller(work, 'redirect'),
  'hold-caller': (work) => onCaller(work, 'hold'),
  'resume-caller': (work) => onCaller(work, 'resume'),
  'start-wrap-up': startWrapUp,
};

/** Carries out one effect of a transition: rows, jobs and events in this transaction, never network. */
export async function runEffect(work: CallWork, effect: CallEffect, cause: Cause): Promise<void> {
  await EFFECTS[effect](work, cause);
}

async function closeOffer(work: CallWork, event: 'rescinded' | 'failed'): Promise<void> {
  const offer = await openOfferOf(work.ctx, work.call.id);
  if (offer) await moveOffer(work, offer, event);
}

/** Ends the agent's leg that the event is about, else the one that serves the call. */
async function hangUpAgent(work: CallWork, { about }: Cause): Promise<void> {
  const id = about.leg?.role === 'agent' ? about.leg.id : work.call.agentLegId;
  await release(work, (leg) => leg.role === 'agent' && (id === null || leg.id === id));
}

/** Ends legs that are still alive. Their leaving is then what we wanted, not a loss. */
async function release(work: CallWork, which: (leg: LegEntity) => boolean): Promise<void> {
  for (const leg of await legsOf(work.ctx, work.call.id)) {
    if (!which(leg) || isLegOver(leg.status) || leg.isReleased) continue;
    patchLeg(work.ctx, leg, { isReleased: true });
    await commandLeg(work, leg, 'hang-up');
  }
}

async function onCaller(work: CallWork, kind: 'dequeue' | 'redirect' | 'hold' | 'resume'): Promise<void> {
  const caller = (await legsOf(work.ctx, work.call.id)).find((leg) => leg.role === 'customer' && !isLegOver(leg.status));
  if (caller) await commandLeg(work, caller, kind);
}
