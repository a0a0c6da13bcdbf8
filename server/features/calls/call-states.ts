import { callOutcome } from '../../../shared/domain/call-outcome.js';
import type { CallState } from '../../../shared/domain/call-state.js';
import type { CallEndReason } from '../../../shared/models/calls.js';
import { setActivity } from '../agents/index.js';
import { autoJoin } from './auto-join.command.js';
import type { CallWork } from './call-work.js';
import { deskOf, handDeskOver, hasTalked, isDeskOpen } from './desk/desk.query.js';
import { leaveToComplete } from './desk/leave-to-complete.command.js';
import { limitWait } from './limit-wait.js';
import { noteLostCall } from './lost/note-lost-call.command.js';
import { settleDebts } from './lost/settle-debts.command.js';
import { releaseAgent } from './offers.js';

/** States in which the agent of the row serves (or wraps up) the call. */
const SERVED: readonly CallState[] = ['CONNECTING', 'BRIDGING', 'TALKING', 'HELD', 'AGENT_LOST', 'WRAPUP'];
/** States that put a caller back to the front: they have waited their turn once. */
const FRONT_AFTER: readonly CallState[] = ['BRIDGING', 'TALKING', 'HELD', 'AGENT_LOST'];

/** States in which the caller and an agent are together, or were until just now. */
const SPOKEN_IN: readonly CallState[] = ['TALKING', 'HELD', 'AGENT_LOST'];
/** States out of which a conversation begins. */
const REACHED_BY: readonly CallState[] = ['CONNECTING', 'BRIDGING'];

/** How a call came into a state. `at`: when it happened, by the carrier's word; never later than now. */
interface Entry {
  from: CallState;
  reason: CallEndReason | null;
  at: Date;
}

/** Stamps the facts that belong to the state a call enters. */
export async function enterState(work: CallWork, to: CallState, how: Omit<Entry, 'from'>): Promise<void> {
  const { call, ctx } = work;
  const from = call.state;
  const { reason } = how;
  const at = between(call.stateSince, how.at, ctx.now);
  call.state = to;
  // A lost agent's time to come back runs from the loss, not from our hearing of it.
  call.stateSince = to === 'AGENT_LOST' ? at : ctx.now;
  work.moment(`call.${to.toLowerCase()}`, reason === null ? { from } : { from, reason });
  await ENTER[to]?.(work, { from, reason, at: between(call.arrivedAt, how.at, ctx.now) });
}

/** `at`, unless the two clocks disagree about what came first. */
function between(earliest: Date, at: Date, latest: Date): Date {
  return new Date(Math.min(latest.getTime(), Math.max(earliest.getTime(), at.getTime())));
}

type Enter = (work: CallWork, entry: Entry) => void | Promise<void>;
const ENTER: Partial<Record<CallState, Enter>> = {
  QUEUED: queued,
  CONNECTING: connecting,
  TALKING: talking,
  HELD: held,
  AGENT_LOST: held,
  OVERFLOW: overflow,
  WRAPUP: wrapUp,
  ENDED: ended,
};

async function queued(work: CallWork, { from }: Entry): Promise<void> {
  const { call, ctx } = work;
  // Who was spoken with begins a wait of their own; any other wait goes on, and its end is still set.
  if (SPOKEN_IN.includes(from)) await limitWait(work);
  call.queuedAt ??= ctx.now;
  call.isFront ||= FRONT_AFTER.includes(from);
  call.heldSince = null;
  call.isHoldWanted = false;
  call.isMuted = false;
  call.isConsoleLost = false;
}

async function connecting({ call, ctx }: CallWork): Promise<void> {
  if (call.agentId !== null) await setActivity(ctx, call.agentId, 'connecting', { callId: call.id, queueId: call.queueId });
}

async function talking(work: CallWork, { from, at }: Entry): Promise<void> {
  const { call, ctx } = work;
  const isFirst = call.answeredAt === null;
  call.heldSince = null;
  call.isHoldWanted = false;
  call.isConsoleLost = false;
  call.rejoinNonce = null;
  call.answeredAt ??= between(call.queuedAt ?? call.arrivedAt, at, ctx.now);
  call.outcome = 'answered';
  if (REACHED_BY.includes(from)) work.stays.leave('answered', isFirst ? call.answeredAt : between(call.arrivedAt, at, ctx.now));
  if (call.agentId === null) return;
  const isAnew = !isFirst && REACHED_BY.includes(from);
  const countCall = isFirst || (isAnew && !(await hasTalked(ctx, call.id, call.agentId)));
  await setActivity(ctx, call.agentId, 'talking', { callId: call.id, queueId: call.queueId, ...(countCall ? { countCall } : {}) });
  if (isAnew) await handDeskOver(ctx, call.id, call.agentId);
  if (!isFirst) return;
  await settleDebts(work);
  await autoJoin(work);
}

async function held({ call, ctx }: CallWork): Promise<void> {
  call.heldSince ??= ctx.now;
  if (call.agentId !== null) await setActivity(ctx, call.agentId, 'hold', { callId: call.id, queueId: call.queueId });
}

function overflow({ call, ctx, stays }: CallWork, { reason }: Entry): void {
  stays.leave('flow-out', ctx.now);
  call.divertedAt ??= ctx.now;
  call.outcome ??= 'flow-out';
  call.endReason = reason;
}

async function wrapUp({ call, ctx }: CallWork, { reason, at }: Entry): Promise<void> {
  call.leftAt = between(call.answeredAt ?? call.arrivedAt, at, ctx.now);
  call.heldSince = null;
  call.endReason = reason ?? 'caller-hung-up';
  if (call.agentId !== null) await setActivity(ctx, call.agentId, 'wrapup', { callId: call.id, queueId: call.queueId });
}

async function ended(work: CallWork, { from, reason, at }: Entry): Promise<void> {
  const { call, ctx } = work;
  call.endedAt = ctx.now;
  call.leftAt ??= between(call.answeredAt ?? call.queuedAt ?? call.arrivedAt, at, ctx.now);
  call.wrapUpEndsAt = null;
  call.outcome ??= callOutcome({
    queuedAt: (call.queuedAt ?? call.arrivedAt).getTime(),
    answeredAt: null,
    divertedAt: call.divertedAt?.getTime() ?? null,
    leftAt: call.leftAt.getTime(),
  });
  if (from !== 'WRAPUP') work.stays.leave('abandoned', call.leftAt);
  if (from !== 'WRAPUP') call.endReason ??= reason ?? (call.outcome === 'flow-out' ? null : 'abandoned');
  if (call.outcome === 'answered') {
    if (from !== 'WRAPUP') await leaveToComplete(work);
  } else if (call.endReason !== 'forwarded') await noteLostCall(work);
}

/** Lets go of the agent when the call no longer is theirs. Runs after the effects, which still need to know whom it was with. */
export async function leaveAgent(work: CallWork, from: CallState): Promise<void> {
  await freeAgent(work, from);
  const { call, ctx } = work;
  // A call that was answered once belongs to the agent who spoke last, not to one who was only about to.
  if (call.state === 'ENDED' && call.outcome === 'answered' && from !== 'WRAPUP')
    call.agentId = (await deskOf(ctx, call.id))?.agentId ?? null;
}

async function freeAgent(work: CallWork, from: CallState): Promise<void> {
  const { call, ctx } = work;
  if (!SERVED.includes(from) || SERVED.includes(call.state) || call.agentId === null) return;
  const agentId = call.agentId;
  // The offer that was still open has freed the agent itself, with the reason of its end.
  const isFreedByOffer = from === 'CONNECTING';
  const isFreedByFinish = from === 'WRAPUP' && !(await isDeskOpen(ctx, call.id));
  if (!isFreedByOffer && !isFreedByFinish) await releaseAgent(ctx, agentId, from === 'AGENT_LOST' ? 'no-connection' : undefined);
  if (call.state !== 'ENDED' || call.outcome !== 'answered') call.agentId = null;
  call.agentLegId = null;
  call.rejoinNonce = null;
  if (call.state === 'QUEUED') call.visit += 1;
}
