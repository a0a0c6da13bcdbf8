import * as z from 'zod/mini';
import { type Ctx, defineDeadline } from '../../core/context.js';
import { makeOffer } from '../calls/index.js';
import { findMatch, nextChance } from './find-match.query.js';

/** Looks again when waiting alone has made an agent eligible. */
export const matchAgain = defineDeadline('routing.match-again', z.object({}));
/** One router at a time over all nodes; the number is ours alone ("ring"). */
const ROUTER_LOCK = 0x72696e67;

/**
 * Makes the next offer. True when one was made and others wait. Concurrent routers wait for each other; reservation by compare-and-set and
 * the unique indexes of offers hold even if they did not.
 */
export async function matchNext(ctx: Ctx): Promise<boolean> {
  ctx.write('SELECT pg_advisory_xact_lock($1)', [ROUTER_LOCK]);
  const match = await findMatch(ctx);
  if (match === null) {
    const chance = await nextChance(ctx);
    if (chance !== null) await ctx.deadline(matchAgain, 'all', chance, {});
    return false;
  }
  return (await makeOffer(ctx, match, match.queue)) && match.othersWait;
}
