import type { Ctx } from '../../core/context.js';

/** How long lines of the presence log are kept: a month and the same month a year ago. */
export const PRESENCE_LOG_DAYS = 396;
const AT_ONCE = 20_000;

/**
 * Deletes lines of the presence log that are old enough, some at a time. The newest of the old lines of each account stays: it says what held when the
 * kept time began. Index: presence_log_at, presence_log_account.
 */
export async function forgetPresences(ctx: Ctx): Promise<void> {
  await ctx.db.query(
    `DELETE FROM presence_log WHERE id IN (
       SELECT old.id FROM presence_log old WHERE old.at < $1 AND EXISTS (
         SELECT 1 FROM presence_log newer WHERE newer.account_id = old.account_id AND newer.at < $1 AND (newer.at, newer.id) > (old.at, old.id))
       ORDER BY old.at LIMIT ${AT_ONCE})`,
    [new Date(ctx.now.getTime() - PRESENCE_LOG_DAYS * 86_400_000)],
  );
}
