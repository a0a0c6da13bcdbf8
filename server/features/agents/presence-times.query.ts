import type { presenceTimes } from '../../../shared/contract/agents.js';
import type { PresenceTimes } from '../../../shared/models/agents.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { getSettings } from '../settings/index.js';

/** The state shown for a line of the log; the same order of precedence as `displayState`. */
const SHOWN = `CASE WHEN activity = 'offered' THEN 'offered' WHEN activity IN ('connecting', 'talking') THEN 'talk' WHEN activity = 'hold' THEN 'hold'
  WHEN activity = 'wrapup' THEN 'wrapup' WHEN intent = 'pause' THEN 'pause' WHEN intent = 'off' THEN 'off' WHEN reach = 'ok' THEN 'ready' ELSE 'unreachable' END`;

/** Seconds of each state, from the log alone: each line holds until the next, the day's first moment takes the line in force, the last one ends now. */
const TIMES = `WITH day AS (
    SELECT ($2::date)::timestamp AT TIME ZONE $3 AS starts, LEAST(($2::date + 1)::timestamp AT TIME ZONE $3, $4::timestamptz) AS ends
  ), lines AS (
    SELECT id, at, ${SHOWN} AS shown FROM presence_log, day WHERE account_id = $1 AND at >= day.starts AND at < day.ends
    UNION ALL
    (SELECT 0, day.starts, ${SHOWN} FROM presence_log, day WHERE account_id = $1 AND at < day.starts ORDER BY at DESC, id DESC LIMIT 1)
  ), spans AS (
    SELECT shown, lead(at, 1, day.ends) OVER (ORDER BY at, id) - at AS span FROM lines, day
  )
  SELECT shown, extract(epoch FROM sum(span))::float8 AS seconds FROM spans GROUP BY shown`;

/** What an agent's day was made of, in seconds; of a day that is not over, up to now. */
export async function readPresenceTimes(ctx: Ctx, input: InputOf<typeof presenceTimes>): Promise<PresenceTimes> {
  const { timeZone } = await getSettings(ctx);
  const rows: { shown: keyof Omit<PresenceTimes, 'accountId'>; seconds: number }[] = await ctx.db.query(TIMES, [
    input.accountId,
    input.day,
    timeZone,
    ctx.now,
  ]);
  const times: PresenceTimes = {
    accountId: input.accountId,
    ready: 0,
    offered: 0,
    talk: 0,
    hold: 0,
    wrapup: 0,
    pause: 0,
    unreachable: 0,
    off: 0,
  };
  for (const row of rows) times[row.shown] = row.seconds;
  return times;
}
