import { HISTORY_MINUTES, type LiveHistory, type QueueHistory } from '../../../shared/models/live.js';
import type { Ctx } from '../../core/context.js';
import { watchedQueueIds } from './live-snapshot.query.js';
import { DAY_START, WAITED } from './queue-figures.query.js';

/** Nobody waits longer: what began earlier is not read (`queue_stays_by_queue` is walked by the entering). */
const LONGEST_WAIT = `interval '12 hours'`;
/** The minute in which something happened: 1 is the first shown, 0 everything before, HISTORY_MINUTES the last; a minute owns its end. */
const minute = (at: string) =>
  `greatest(0, ceil(extract(epoch FROM ${at} - ($3::timestamptz - make_interval(mins => ${HISTORY_MINUTES}))) / 60))::int`;

/** What began and what was decided, by queue and minute, from one walk over the stays. */
const CHANGES = `WITH ledger AS (
    SELECT s.queue_id, s.entered_at AS began, s.left_at AS decided, s.outcome, s.entered_at >= ${DAY_START} AS is_today,
      ${WAITED} AS waited, ${WAITED} <= q.service_level_seconds AS in_time
    FROM queue_stays s JOIN queues q ON q.id = s.queue_id
    WHERE s.queue_id = ANY($2::uuid[]) AND s.entered_at >= least(${DAY_START}, $1::timestamptz - ${LONGEST_WAIT})),
  changes AS (
    SELECT queue_id, ${minute('began')} AS minute, 1 AS offered, 0 AS decided, NULL AS outcome, false AS in_time, 0 AS waited
      FROM ledger WHERE began <= $3
    UNION ALL SELECT queue_id, ${minute('decided')}, 0, 1, CASE WHEN is_today THEN outcome END, in_time, waited FROM ledger WHERE decided <= $3)
  SELECT queue_id AS "queueId", minute, sum(offered)::int AS offered, sum(decided)::int AS decided,
    count(*) FILTER (WHERE outcome = 'answered')::int AS answered, count(*) FILTER (WHERE outcome = 'abandoned')::int AS abandoned,
    count(*) FILTER (WHERE outcome IN ('answered', 'abandoned') AND in_time)::int AS "inTime",
    coalesce(sum(waited) FILTER (WHERE outcome = 'answered'), 0)::float8 AS "answeredWait"
  FROM changes GROUP BY queue_id, minute`;

interface Change {
  queueId: string;
  minute: number;
  offered: number;
  decided: number;
  answered: number;
  abandoned: number;
  inTime: number;
  answeredWait: number;
}

/** How a sum stood at the end of each shown minute. */
function runningSum(byMinute: ReadonlyMap<number, Change>, pick: (one: Change) => number): number[] {
  let sum = 0;
  return Array.from({ length: HISTORY_MINUTES + 1 }, (_, index) => {
    const change = byMinute.get(index);
    if (change) sum += pick(change);
    return sum;
  }).slice(1);
}

function historyOf(queueId: string, changes: readonly Change[]): QueueHistory {
  const byMinute = new Map(changes.filter((one) => one.queueId === queueId).map((one) => [one.minute, one]));
  return {
    queueId,
    waiting: runningSum(byMinute, (one) => one.offered - one.decided),
    offered: Array.from({ length: HISTORY_MINUTES }, (_, index) => byMinute.get(index + 1)?.offered ?? 0),
    answered: runningSum(byMinute, (one) => one.answered),
    abandoned: runningSum(byMinute, (one) => one.abandoned),
    inTime: runningSum(byMinute, (one) => one.inTime),
    answeredWait: runningSum(byMinute, (one) => one.answeredWait),
  };
}

/** The last 60 full minutes of the active queues the actor may watch, all from one statement. */
export async function liveHistory(ctx: Ctx): Promise<LiveHistory> {
  const ids = await watchedQueueIds(ctx);
  const until = new Date(Math.floor(ctx.now.getTime() / 60_000) * 60_000);
  const changes: Change[] = ids.length === 0 ? [] : await ctx.db.query(CHANGES, [ctx.now, ids, until]);
  return { until: until.toISOString(), queues: ids.map((id) => historyOf(id, changes)) };
}
