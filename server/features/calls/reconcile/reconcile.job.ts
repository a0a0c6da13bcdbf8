import * as z from 'zod/mini';
import { defineDeadline, defineJob, systemActor, type Transaction } from '../../../core/context.js';
import type { JobTools } from '../../../core/feature.js';
import type { Deps } from '../../../deps.js';
import { forgetReceipts } from './forget-receipts.command.js';
import { patrol } from './patrol.js';
import { reconcileLegs } from './reconcile-legs.js';
import { suspiciousLegs } from './suspicious-legs.query.js';
import { sweepOrphans } from './sweep-orphans.js';
import { sweepQueue } from './sweep-queue.js';
import { sweepRooms } from './sweep-rooms.js';

/** `round` counts the patrols since the last whole pass. */
const Pass = z.object({ isBoot: z.boolean(), tries: z.optional(z.int()), round: z.optional(z.int()) });
/** Compares what we believe with what the carrier says. */
export const reconcileJob = defineJob({ name: 'calls.reconcile', schema: Pass, queue: () => 'calls.reconcile', maxAttempts: 3 });
/** The next comparison. */
export const reconcileAgain = defineDeadline('calls.reconcile-again', Pass);
/** Between two looks at the carrier's list of live legs; a caller must not sit alone in a room for half a minute (voice.md §7.7). */
export const PATROL_EVERY_MS = 15_000;
/** Every fourth look is a whole comparison, room by room. */
const ROUNDS = 4;
/** While no telephone network is connected (the start-up has not come so far), a pass is put off by this much, that often; then it waits its turn. */
const NOT_YET_MS = 2000;
const NOT_YET_TRIES = 15;

/**
 * One comparison, all network first and every finding in a transaction of its own under its call's lock: legs of ours that live no more, and once a minute
 * also legs nothing was heard of, rooms with the wrong people in them, callers outside their queue, legs of the carrier that no call of ours knows
 * (voice.md §7.7). At boot it looks at every living leg.
 */
export async function reconcile(deps: Deps, pass: z.infer<typeof Pass>, tools: JobTools): Promise<void> {
  const actor = systemActor('reconciliation');
  const isConnected = deps.telephony.account() !== null;
  const isWhole = pass.isBoot || (pass.round ?? 0) === 0;
  if (isConnected) await (isWhole ? compareAll(deps, pass.isBoot, tools.transaction) : patrol(deps, tools.transaction));
  if (isWhole) await tools.transaction(actor, (ctx) => forgetReceipts(ctx));
  const isPutOff = pass.isBoot && !isConnected;
  const tries = isPutOff ? (pass.tries ?? 0) + 1 : 0;
  const wait = isPutOff && tries <= NOT_YET_TRIES ? NOT_YET_MS : PATROL_EVERY_MS;
  const next = { isBoot: isPutOff, tries, round: ((pass.round ?? 0) + 1) % ROUNDS };
  await tools.transaction(actor, (ctx) => ctx.deadline(reconcileAgain, 'all', new Date(ctx.now.getTime() + wait), next));
}

async function compareAll(deps: Deps, isBoot: boolean, transaction: Transaction): Promise<void> {
  if (!isBoot) await patrol(deps, transaction);
  const legs = await transaction(systemActor('reconciliation'), (ctx) => suspiciousLegs(ctx, isBoot));
  await reconcileLegs(deps, transaction, legs);
  await sweepRooms(deps, transaction);
  await sweepQueue(deps, transaction);
  await sweepOrphans(deps, transaction);
}
