import type { Ctx } from '../../core/context.js';
import { maxWait, TIMEOUT_EVENT } from './call-deadlines.js';
import { advance } from './call-machine.js';
import { withCall } from './call-work.js';
import { commandLeg } from './carrier-commands.js';
import { closeDesk } from './desk/close-desk.command.js';
import { divertCall } from './divert-call.command.js';
import { legsOf } from './legs.query.js';

/** A state lasted too long. A call that moved on meanwhile is left alone, also when it came back to the same state. */
export async function timeOutCall(ctx: Ctx, due: { callId: string; since: string }): Promise<void> {
  await withCall(ctx, due.callId, async (work) => {
    const { call } = work;
    const event = TIMEOUT_EVENT[call.state];
    if (event === undefined || call.stateSince.toISOString() !== due.since) return;
    if (call.state === 'WRAPUP') return closeDesk(work);
    await advance(work, event);
  });
}

/** How soon a caller who rings at an agent is looked at again: a ringing agent is nearer than any announcement. */
const RING_GRACE_MS = 5000;

/** The caller waited as long as the queue allows: led elsewhere, unless an agent is about to answer. */
export async function endWaiting(ctx: Ctx, due: { callId: string }): Promise<void> {
  await withCall(ctx, due.callId, async (work) => {
    const { call } = work;
    if (call.state === 'OFFERING' || call.state === 'CONNECTING') {
      await ctx.deadline(maxWait, call.id, new Date(ctx.now.getTime() + RING_GRACE_MS), due);
      return;
    }
    if (call.state !== 'QUEUED' || call.answeredAt !== null) return;
    const { kind } = await divertCall(work, 'max-wait');
    if (kind === 'waits') return;
    const caller = (await legsOf(ctx, call.id)).find((leg) => leg.role === 'customer' && leg.endedAt === null);
    if (caller) await commandLeg(work, caller, 'redirect');
  });
}
