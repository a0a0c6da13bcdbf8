import type { Activity } from '../../../shared/models/agents.js';
import type { Ctx } from '../../core/context.js';
import { readPresence } from './presence-row.js';
import { lockPresence, writePresence } from './write-presence.js';

/** The call an activity belongs to. */
export interface ActivityCall {
  callId?: string | null;
  queueId?: string | null;
}

/**
 * Takes a routable agent for an offer: compare-and-set under the row's lock. Every later step of that offer carries the fence. Null when the agent
 * is not (any more) ready, free and reachable.
 */
export async function reserveAgent(ctx: Ctx, accountId: string, call: ActivityCall = {}): Promise<{ fence: number } | null> {
  const row = await readPresence(ctx, accountId, true);
  if (!row?.isRoutable) return null;
  await writePresence(ctx, row, { activity: 'offered', callId: call.callId ?? null, queueId: call.queueId ?? null, growFence: true });
  return { fence: row.fence + 1 };
}

export interface ActivityOptions extends ActivityCall {
  /** The call was talked on: counts for "fewest calls". */
  countCall?: boolean;
  /** Why the agent is out of reach from now on: an offer rang out, or the console is gone. */
  reach?: 'missed-call' | 'no-connection' | 'no-device';
  /** Only while this reservation is the latest; a later one is left alone. */
  fence?: number;
}

/**
 * Says what the agent's call makes of the agent. `free` ends the reservation; a pause chosen meanwhile then holds. With a fence of an earlier
 * reservation nothing happens and false is answered.
 */
export async function setActivity(ctx: Ctx, accountId: string, activity: Activity, options: ActivityOptions = {}): Promise<boolean> {
  const row = await lockPresence(ctx, accountId);
  if (options.fence !== undefined && options.fence !== row.fence) return false;
  const isFree = activity === 'free';
  await writePresence(ctx, row, {
    activity,
    callId: isFree ? null : (options.callId ?? row.callId),
    queueId: isFree ? null : (options.queueId ?? row.queueId),
    ...(options.countCall === true ? { countCall: true } : {}),
    ...(options.reach === 'missed-call' ? { hasMissedCall: true } : {}),
    ...(options.reach === 'no-connection' || options.reach === 'no-device' ? { hasDevice: false } : {}),
  });
  return true;
}

/** Ends a reservation: the agent is free again, unless a later reservation holds. */
export async function releaseAgent(
  ctx: Ctx,
  accountId: string,
  fence: number,
  options: Pick<ActivityOptions, 'reach'> = {},
): Promise<boolean> {
  return setActivity(ctx, accountId, 'free', { ...options, fence });
}

/** Puts an agent who is ready on pause, e.g. "finish and pause" or the queue's rule after wrap-up. Who chose a pause or to be off meanwhile stays that. */
export async function pauseIfReady(ctx: Ctx, accountId: string): Promise<void> {
  const row = await lockPresence(ctx, accountId);
  if (row.intent === 'ready') await writePresence(ctx, row, { intent: 'pause', pauseReasonId: null });
}

/** True when no tab of the account is connected to any node. */
export async function isSocketGone(ctx: Ctx, accountId: string): Promise<boolean> {
  return (await readPresence(ctx, accountId, false))?.isConnected !== true;
}
