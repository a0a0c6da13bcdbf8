import { averageSpeedOfAnswer, type ServiceLevelSums, serviceLevel } from '../../../shared/domain/service-level.js';
import type { QueueFigures, WaitingCaller } from '../../../shared/models/live.js';
import type { Ctx } from '../../core/context.js';

/** The first moment of the present day in the installation's zone; `$1` is the present instant. */
export const DAY_START = `(SELECT date_trunc('day', $1::timestamptz AT TIME ZONE zone) AT TIME ZONE zone
  FROM (SELECT coalesce((SELECT value #>> '{}' FROM settings WHERE key = 'timeZone'), 'Europe/Berlin') AS zone) z)`;
/** Seconds from entering this queue to the answer, to the hang-up, to being led elsewhere, or until now. */
export const WAITED = 'extract(epoch FROM coalesce(s.left_at, $1::timestamptz) - s.entered_at)';

/** Counts by queue of the stays that began there today. A stay ends in exactly one outcome; null is still waiting. Index: queue_stays_by_queue. */
const COUNTS = `SELECT s.queue_id, count(*)::int AS offered,
    count(*) FILTER (WHERE s.outcome = 'answered')::int AS answered, count(*) FILTER (WHERE s.outcome = 'abandoned')::int AS abandoned,
    count(*) FILTER (WHERE s.outcome = 'short-abandoned')::int AS "shortAbandoned", count(*) FILTER (WHERE s.outcome = 'flow-out')::int AS "flowOut",
    count(*) FILTER (WHERE s.outcome IS NULL)::int AS waiting,
    count(*) FILTER (WHERE s.outcome = 'answered' AND ${WAITED} <= q.service_level_seconds)::int AS "answeredInTime",
    count(*) FILTER (WHERE s.outcome = 'abandoned' AND ${WAITED} <= q.service_level_seconds)::int AS "abandonedInTime",
    coalesce(sum(${WAITED}) FILTER (WHERE s.outcome = 'answered'), 0)::float8 AS "answeredWaitSeconds"
  FROM queue_stays s JOIN queues q ON q.id = s.queue_id WHERE s.queue_id = ANY($2::uuid[]) AND s.entered_at >= ${DAY_START} GROUP BY s.queue_id`;

/** Members by what they do now; the order of precedence of `displayState`. Who is off is not staffed. */
const PEOPLE = `SELECT m.queue_id, count(*) FILTER (WHERE p.is_routable)::int AS ready,
    count(*) FILTER (WHERE p.activity = 'offered')::int AS offering, count(*) FILTER (WHERE p.activity IN ('connecting', 'talking', 'hold'))::int AS talk,
    count(*) FILTER (WHERE p.activity = 'wrapup')::int AS "wrapUp", count(*) FILTER (WHERE p.activity = 'free' AND p.intent = 'pause')::int AS pause,
    count(*) FILTER (WHERE p.activity = 'free' AND p.intent = 'ready' AND NOT p.is_routable)::int AS unreachable
  FROM queue_members m JOIN presences p ON p.account_id = m.account_id WHERE m.queue_id = ANY($2::uuid[]) GROUP BY m.queue_id`;

/** Who is with no agent: also those of yesterday, and those who lost theirs and came back. Who is led elsewhere has left the queue. */
export const IS_WAITING = `c.state IN ('NEW', 'QUEUED', 'OFFERING', 'CONNECTING', 'BRIDGING')`;
/** Waiting callers, longest in this queue first; who lost their agent there waits since they came to it. */
const WAITING = `SELECT c.queue_id, count(*)::int AS n, (array_agg(c.id ORDER BY w.since, c.id))[1:60] AS ids, (array_agg(w.since ORDER BY w.since, c.id))[1:60] AS since
  FROM calls c CROSS JOIN LATERAL (SELECT s.entered_at AS since FROM queue_stays s WHERE s.call_id = c.id ORDER BY s.number DESC LIMIT 1) w
  WHERE c.queue_id = ANY($2::uuid[]) AND ${IS_WAITING} GROUP BY c.queue_id`;

interface Row extends ServiceLevelSums {
  id: string;
  service_level_seconds: number;
  service_level_percent: number;
  offered: number;
  waiting: number;
  waitingNow: number;
  ready: number;
  offering: number;
  talk: number;
  wrapUp: number;
  pause: number;
  unreachable: number;
  ids: string[] | null;
  since: Date[] | null;
}

function figuresOf(row: Row, asOf: string): QueueFigures {
  const waitingCallers: WaitingCaller[] = (row.ids ?? []).map((callId, index) => ({
    callId,
    since: row.since?.[index]?.toISOString() ?? asOf,
  }));
  const { offered, answered, abandoned, shortAbandoned, flowOut, waiting, waitingNow, ready, offering, talk, wrapUp, pause, unreachable } =
    row;
  return {
    queueId: row.id,
    asOf,
    ...{ offered, answered, abandoned, shortAbandoned, flowOut, waiting, waitingNow, waitingCallers },
    longestSince: waitingCallers[0]?.since ?? null,
    ...{ ready, offering, talk, wrapUp, pause, unreachable },
    serviceLevel: serviceLevel(row),
    serviceLevelSeconds: row.service_level_seconds,
    serviceLevelPercent: row.service_level_percent,
    answeredInTime: row.answeredInTime,
    abandonedInTime: row.abandonedInTime,
    averageWait: averageSpeedOfAnswer(row),
  };
}

const FIGURES = `WITH counts AS (${COUNTS}), people AS (${PEOPLE}), waiting AS (${WAITING})
  SELECT q.id, q.service_level_seconds, q.service_level_percent,
    ${[
      'offered',
      'answered',
      'abandoned',
      'shortAbandoned',
      'flowOut',
      'waiting',
      'answeredInTime',
      'abandonedInTime',
      'answeredWaitSeconds',
    ]
      .map((name) => `coalesce(n."${name}", 0) AS "${name}"`)
      .join(', ')},
    ${['ready', 'offering', 'talk', 'wrapUp', 'pause', 'unreachable'].map((name) => `coalesce(p."${name}", 0) AS "${name}"`).join(', ')}, coalesce(w.n, 0) AS "waitingNow", w.ids, w.since
  FROM queues q LEFT JOIN counts n ON n.queue_id = q.id LEFT JOIN people p ON p.queue_id = q.id LEFT JOIN waiting w ON w.queue_id = q.id
  WHERE q.id = ANY($2::uuid[]) ORDER BY q.name, q.id`;

/** Figures of these queues at `ctx.now`, all from one statement, so that they agree with each other. */
export async function queueFigures(ctx: Pick<Ctx, 'db' | 'now'>, queueIds: readonly string[]): Promise<QueueFigures[]> {
  if (queueIds.length === 0) return [];
  const rows: Row[] = await ctx.db.query(FIGURES, [ctx.now, [...queueIds]]);
  const asOf = ctx.now.toISOString();
  return rows.map((row) => figuresOf(row, asOf));
}
