import { systemActor, type Transaction } from '../../../core/context.js';
import type { Deps } from '../../../deps.js';
import { reconcileLegs } from './reconcile-legs.js';
import { livingLegs } from './suspicious-legs.query.js';

/** Most legs looked at one by one in a round: when more are gone at once, the carrier's list is not to be believed, and the next round goes on. */
const MAX_CLOSER = 50;

/**
 * Compares the legs we believe alive with the carrier's list of live ones: three requests in all, however many calls there are, and none without calls.
 * Who is not in it is asked for alone before anything is believed. Finds an agent or a caller who is gone although every word of it was lost.
 */
export async function patrol(deps: Deps, transaction: Transaction): Promise<void> {
  const ours = await transaction(systemActor('reconciliation'), (ctx) => livingLegs(ctx));
  if (ours.length === 0) return;
  const live = await deps.telephony.listLiveCalls({});
  if (live.kind !== 'ok') return;
  const alive = new Set(live.value.map((leg) => leg.sid));
  const gone = ours.filter((leg) => !alive.has(leg.callSid));
  await reconcileLegs(deps, transaction, gone.slice(0, MAX_CLOSER));
}
