import type { Ctx } from '../../core/context.js';
import type { Match, OfferingQueue } from '../calls/index.js';

/** The next offer to make, with what an offer needs of its queue. */
export interface FoundMatch extends Match {
  queueId: string;
  queue: OfferingQueue;
  /** Other callers wait too. */
  othersWait: boolean;
}
type Row = Match & { queueId: string; othersWait: boolean } & Omit<OfferingQueue, 'id'>;

/**
 * The first caller with an eligible agent, and the best of them; null when there is none. Callers: put back to the front, then priority, then first
 * queued. Agents: level (level n + 1 joins after the queue's seconds), strategy, idle longest; not those who were just offered this very call.
 * The specification is shared/domain/routing-order; a property test holds the two together. Both lists are put in order first and tried one by one: who
 * comes after the match is never looked at, however many wait. Indexes: calls_waiting, presences_routable, offers_by_call, offers_one_open_per_agent.
 */
export async function findMatch(ctx: Ctx): Promise<FoundMatch | null> {
  const rows: Row[] = await ctx.db.query(
    `SELECT w.id AS "callId", w.queue_id AS "queueId", best.account_id AS "agentId", w.name,
       w.offer_seconds AS "offerSeconds", w.service_level_seconds AS "serviceLevelSeconds",
       EXISTS (SELECT 1 FROM calls o WHERE o.state = 'QUEUED' AND o.id <> w.id) AS "othersWait"
     FROM (
       SELECT c.id, c.queue_id, c.is_front, c.priority, c.queued_at, q.name, q.offer_seconds, q.service_level_seconds, q.level_seconds, q.avoid_agent_seconds, q.strategy
       FROM calls c JOIN queues q ON q.id = c.queue_id WHERE c.state = 'QUEUED' ORDER BY c.is_front DESC, c.priority DESC, c.queued_at, c.id
     ) w
     CROSS JOIN LATERAL (
       SELECT f.account_id FROM (
         SELECT p.account_id, m.level, CASE w.strategy WHEN 'fewest-calls' THEN p.calls_today ELSE 0 END AS calls, p.idle_since
         FROM queue_members m JOIN presences p ON p.account_id = m.account_id AND p.is_routable
         WHERE m.queue_id = w.queue_id
           AND (w.level_seconds <= 0 OR m.level <= 1 + floor(greatest(0, extract(epoch FROM $1::timestamptz - w.queued_at)) / w.level_seconds))
         ORDER BY m.level, calls, p.idle_since, p.account_id
       ) f
       WHERE NOT EXISTS (SELECT 1 FROM offers o WHERE o.call_id = w.id AND o.agent_id = f.account_id AND o.state IN ('REJECTED', 'RONA', 'FAILED')
           AND o.closed_at > $1::timestamptz - make_interval(secs => w.avoid_agent_seconds))
         AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.agent_id = f.account_id AND o.state IN ('OFFERED', 'ACCEPTED', 'CONNECTING'))
       ORDER BY f.level, f.calls, f.idle_since, f.account_id LIMIT 1
     ) best
     ORDER BY w.is_front DESC, w.priority DESC, w.queued_at, w.id LIMIT 1`,
    [ctx.now],
  );
  const [row] = rows;
  if (!row) return null;
  const { callId, queueId, agentId, othersWait, ...queue } = row;
  return { callId, queueId, agentId, othersWait, queue: { id: queueId, ...queue } };
}

/** True when somebody waits for an agent. Index calls_waiting. */
export async function isAnyoneWaiting(ctx: Ctx): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query(`SELECT 1 FROM calls WHERE state = 'QUEUED' LIMIT 1`);
  return rows.length > 0;
}

/** When waiting alone will next make an agent eligible: a level joins, or an agent may be asked again. Null: only somebody becoming free helps. */
export async function nextChance(ctx: Ctx): Promise<Date | null> {
  const rows: { at: Date | null }[] = await ctx.db.query(
    `SELECT min(at) AS at FROM (
       SELECT w.queued_at + make_interval(secs => q.level_seconds * (m.level - 1)) AS at
       FROM calls w JOIN queues q ON q.id = w.queue_id JOIN queue_members m ON m.queue_id = q.id JOIN presences p ON p.account_id = m.account_id AND p.is_routable
       WHERE w.state = 'QUEUED' AND q.level_seconds > 0
       UNION ALL
       SELECT o.closed_at + make_interval(secs => q.avoid_agent_seconds) FROM calls w JOIN queues q ON q.id = w.queue_id JOIN offers o ON o.call_id = w.id
         JOIN presences p ON p.account_id = o.agent_id AND p.is_routable
       WHERE w.state = 'QUEUED' AND o.state IN ('REJECTED', 'RONA', 'FAILED')
     ) chances WHERE at > $1::timestamptz`,
    [ctx.now],
  );
  return rows[0]?.at ?? null;
}
