import type { goOnPause, soundReady } from '../../../shared/contract/agents.js';
import type { Presence } from '../../../shared/models/agents.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { actingAgent } from '../auth/index.js';
import { pauseReasonById } from '../queues/index.js';
import { changePresence, lockPresence, writePresence } from './write-presence.js';

/** I take calls: clears a missed call, and puts me last among the idle ones. */
export async function goReady(ctx: Ctx): Promise<Presence> {
  const row = await lockPresence(ctx, actingAgent(ctx).id);
  const isIdleAnew = row.hasMissedCall && row.activity === 'free';
  return writePresence(ctx, row, { intent: 'ready', pauseReasonId: null, hasMissedCall: false, isIdleAnew });
}

/** I pause, with or without a reason. Throws NOT_FOUND for a reason that is unknown or retired. */
export async function pause(ctx: Ctx, input: InputOf<typeof goOnPause>): Promise<Presence> {
  const reason = input.reasonId === null ? null : await pauseReasonById(ctx, input.reasonId);
  if (input.reasonId !== null && !reason?.isActive) throw new AppError('NOT_FOUND', 'There is no such pause reason.');
  return changePresence(ctx, actingAgent(ctx).id, { intent: 'pause', pauseReasonId: input.reasonId, hasMissedCall: false });
}

/** I take no calls at all. */
export async function goOff(ctx: Ctx): Promise<Presence> {
  return changePresence(ctx, actingAgent(ctx).id, { intent: 'off', pauseReasonId: null, hasMissedCall: false });
}

/**
 * A tab says whether it can ring. The tab that can becomes the leader; "cannot" counts only from the leader. A tab that is not connected changes
 * nothing: its word came late.
 */
export async function reportSound(ctx: Ctx, input: InputOf<typeof soundReady>): Promise<Presence> {
  const row = await lockPresence(ctx, actingAgent(ctx).id);
  const tabs: unknown[] = await ctx.db.query('SELECT 1 FROM agent_tabs WHERE account_id = $1 AND tab_id = $2 LIMIT 1', [
    row.accountId,
    input.tabId,
  ]);
  if (tabs.length === 0) return writePresence(ctx, row, {});
  if (input.isReady) return writePresence(ctx, row, { hasDevice: true, leaderTabId: input.tabId });
  return writePresence(ctx, row, row.leaderTabId === input.tabId ? { hasDevice: false } : {});
}
