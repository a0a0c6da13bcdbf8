import type { Ctx } from '../../core/context.js';
import { type Reaction, react } from '../../core/feature.js';
import { lockPresence, writePresence } from './write-presence.js';

/** The last session of an account ended by signing out or by force: nobody is there to take calls. */
async function signedOut(ctx: Ctx, session: { accountId: string }): Promise<void> {
  const open: unknown[] = await ctx.db.query(
    'SELECT 1 FROM sessions WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2 LIMIT 1',
    [session.accountId, ctx.now],
  );
  if (open.length > 0) return;
  const row = await lockPresence(ctx, session.accountId);
  await writePresence(ctx, row, { intent: 'off', pauseReasonId: null, hasMissedCall: false });
}

/** What presence follows in other features. */
export const agentsReactions: readonly Reaction[] = [react('session.revoked', signedOut)];
