import { CALL_DEADLINE_SECONDS, type CallState } from '../../../shared/domain/call-state.js';
import type { Ctx } from '../../core/context.js';
import { GRACE_MS, maxWait, setStateTimeout, TIMEOUT_EVENT, wasAwayAt } from './call-deadlines.js';
import { advance } from './call-machine.js';
import { type CallWork, withCall } from './call-work.js';
import { CarrierCommandEntity } from './carrier-command.entity.js';
import { commandLeg } from './carrier-commands.js';
import { closeDesk } from './desk/close-desk.command.js';
import { divertCall, followDiversion } from './divert-call.command.js';
import { legsOf } from './legs.query.js';

/** Where an agent gets time after our own absence. A caller whose agent is lost has waited through it already and goes to the next one. */
const HAS_GRACE: readonly CallState[] = ['CONNECTING', 'WRAPUP'];

/** A state lasted too long. A call that moved on meanwhile is left alone, also when it came back to the same state. */
export async function timeOutCall(ctx: Ctx, due: { callId: string; since: string; dueAt: string; hadGrace: boolean }): Promise<void> {
  await withCall(ctx, due.callId, async (work) => {
    const { call } = work;
    const event = TIMEOUT_EVENT[call.state];
    if (event === undefined || call.stateSince.toISOString() !== due.since) return;
    if (HAS_GRACE.includes(call.state) && !due.hadGrace && wasAwayAt(new Date(due.dueAt), ctx.now)) return giveGrace(work);
    if (call.state === 'WRAPUP') return closeDesk(work);
    if (call.state === 'BRIDGING' && (await fetchAgain(work))) return;
    await advance(work, event);
  });
}

/** We were down when this was due: whoever should have come back or finished writing could not. */
async function giveGrace(work: CallWork): Promise<void> {
  const dueAt = new Date(work.ctx.now.getTime() + GRACE_MS);
  if (work.call.state === 'WRAPUP') work.call.wrapUpEndsAt = dueAt;
  await setStateTimeout(work, dueAt, true);
}

/** Not answered by the carrier yet: after a restart there may be hundreds of commands before this one. */
const UNDER_WAY: readonly CarrierCommandEntity['state'][] = ['PENDING', 'INFLIGHT', 'UNKNOWN'];

/**
 * The caller did not come into the room in time: once more, looking first, because the word of it may be lost, or we were away (voice.md §7.1). False when
 * that was tried in this visit and is over: then the caller goes back to the queue.
 */
async function fetchAgain(work: CallWork): Promise<boolean> {
  const { call, ctx } = work;
  const repeated = await ctx.db
    .getRepository(CarrierCommandEntity)
    .findOneBy({ callId: call.id, kind: 'dequeue', visit: call.visit, argument: 'again' });
  const caller = (await legsOf(ctx, call.id)).find((leg) => leg.role === 'customer' && leg.endedAt === null);
  if (!caller || (repeated !== null && !UNDER_WAY.includes(repeated.state))) return false;
  if (repeated === null) await commandLeg(work, caller, 'dequeue', 'again');
  await setStateTimeout(work, new Date(ctx.now.getTime() + CALL_DEADLINE_SECONDS.BRIDGING * 1000));
  return true;
}

/** How soon a caller who rings at an agent is looked at again: a ringing agent is nearer than any announcement. */
const RING_GRACE_MS = 5000;
/** States between waiting and talking: what fails in them leads back to waiting. */
const ABOUT_TO_TALK: readonly CallState[] = ['OFFERING', 'CONNECTING', 'BRIDGING'];

/** The caller waited as long as the queue allows: led elsewhere, unless an agent is about to answer. */
export async function endWaiting(ctx: Ctx, due: { callId: string }): Promise<void> {
  await withCall(ctx, due.callId, async (work) => {
    const { call } = work;
    if (ABOUT_TO_TALK.includes(call.state)) {
      await ctx.deadline(maxWait, call.id, new Date(ctx.now.getTime() + RING_GRACE_MS), due);
      return;
    }
    if (call.state !== 'QUEUED') return;
    await followDiversion(work, await divertCall(work, 'max-wait'));
  });
}
