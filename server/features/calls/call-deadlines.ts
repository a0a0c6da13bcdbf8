import * as z from 'zod/mini';
import { CALL_DEADLINE_SECONDS, type CallEvent, type CallState } from '../../../shared/domain/call-state.js';
import { defineDeadline } from '../../core/context.js';
import type { CallWork } from './call-work.js';

/** The time a call may stay in its state is over. `since` names the stay: a call that moved on and came back is another one. */
export const stateTimeout = defineDeadline(
  'calls.state-timeout',
  z.object({ callId: z.string(), since: z.string(), dueAt: z.string(), hadGrace: z.boolean() }),
);
/** The caller waited as long as the queue allows. */
export const maxWait = defineDeadline('calls.max-wait', z.object({ callId: z.string() }));
/** The offer rang long enough. */
export const offerExpire = defineDeadline('calls.offer-expire', z.object({ callId: z.string(), offerId: z.string() }));
/** The five seconds of undo are over. */
export const commitDesk = defineDeadline('calls.commit-desk', z.object({ callId: z.string() }));

/** What happens when a state lasts too long. */
export const TIMEOUT_EVENT: Partial<Record<CallState, CallEvent>> = {
  CONNECTING: 'connect.timed-out',
  BRIDGING: 'bridge.timed-out',
  AGENT_LOST: 'rejoin.timed-out',
  WRAPUP: 'wrapup.timed-out',
};

/** What a state entered late (heard of after the fact) leaves at the least to do what is due. */
const AT_LEAST_MS = 5000;

/** Sets the deadline of the state just entered, or takes away that of the state just left. Wrap-up sets its own, it depends on the queue. */
export async function followDeadline(work: CallWork, from: CallState): Promise<void> {
  const { ctx, call } = work;
  const seconds: number | undefined =
    call.state in CALL_DEADLINE_SECONDS ? CALL_DEADLINE_SECONDS[call.state as keyof typeof CALL_DEADLINE_SECONDS] : undefined;
  if (seconds !== undefined) {
    const dueAt = Math.max(call.stateSince.getTime() + seconds * 1000, ctx.now.getTime() + AT_LEAST_MS);
    await setStateTimeout(work, new Date(dueAt));
  } else if (TIMEOUT_EVENT[from] !== undefined && call.state !== 'WRAPUP') await ctx.cancelDeadline(stateTimeout, call.id);
}

/** Ends the present state at `dueAt` unless the call moves before. */
export async function setStateTimeout(work: CallWork, dueAt: Date, hadGrace = false): Promise<void> {
  const { ctx, call } = work;
  const payload = { callId: call.id, since: call.stateSince.toISOString(), dueAt: dueAt.toISOString(), hadGrace };
  await ctx.deadline(stateTimeout, call.id, dueAt, payload);
}

/** A deadline that fires this much too late means that we were away: nobody could have met it. */
const AWAY_MS = 5000;
/** What everybody then gets to come back and do what was due. */
export const GRACE_MS = 20_000;

/** True when the product itself was down at that time. */
export function wasAwayAt(dueAt: Date, now: Date): boolean {
  return now.getTime() - dueAt.getTime() > AWAY_MS;
}
