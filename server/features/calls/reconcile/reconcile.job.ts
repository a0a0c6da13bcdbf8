import * as z from 'zod/mini';
import { defineDeadline, defineJob, systemActor } from '../../../core/context.js';
import type { JobTools } from '../../../core/feature.js';
import type { Deps } from '../../../deps.js';
import { forgetReceipts } from './forget-receipts.command.js';
import { reconcileLegs } from './reconcile-legs.js';
import { sweepOrphans } from './sweep-orphans.js';
import { sweepRooms } from './sweep-rooms.js';

const Pass = z.object({ isBoot: z.boolean(), tries: z.optional(z.int()) });
/** Compares what we believe with what the carrier says. */
export const reconcileJob = defineJob({ name: 'calls.reconcile', schema: Pass, queue: () => 'calls.reconcile', maxAttempts: 3 });
/** The next comparison. */
export const reconcileAgain = defineDeadline('calls.reconcile-again', Pass);
/** Between two comparisons. Legs in a hurry are looked at by their own state's deadline. */
export const RECONCILE_EVERY_MS = 60_000;
/** While no telephone network is connected (the start-up has not come so far), a pass is put off by this much, that often; then it waits its turn. */
const NOT_YET_MS = 2000;
const NOT_YET_TRIES = 15;

/**
 * One comparison, all network first and every finding in a transaction of its own under its call's lock: legs nothing was heard of, rooms with the wrong people
 * in them, legs of the carrier that no call of ours knows (voice.md §7.7). At boot it looks at every living leg.
 */
export async function reconcile(deps: Deps, pass: z.infer<typeof Pass>, tools: JobTools): Promise<void> {
  const actor = systemActor('reconciliation');
  const isConnected = deps.telephony.account() !== null;
  if (isConnected) {
    await reconcileLegs(deps, tools.transaction, pass.isBoot);
    await sweepRooms(deps, tools.transaction);
    await sweepOrphans(deps, tools.transaction);
  }
  await tools.transaction(actor, (ctx) => forgetReceipts(ctx));
  const isPutOff = pass.isBoot && !isConnected;
  const tries = isPutOff ? (pass.tries ?? 0) + 1 : 0;
  const wait = isPutOff && tries <= NOT_YET_TRIES ? NOT_YET_MS : RECONCILE_EVERY_MS;
  const next = { isBoot: isPutOff, tries };
  await tools.transaction(actor, (ctx) => ctx.deadline(reconcileAgain, 'all', new Date(ctx.now.getTime() + wait), next));
}
