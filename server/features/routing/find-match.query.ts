import type { Ctx } from '../../core/context.js';
import type { Match, OfferingQueue } from '../calls/index.js';

/** The next offer to make, with what an offer needs of its queue. */
export interface FoundMatch extends Match {
  queueId: string;
  queue: OfferingQueue;
}
type Row = Match & { queueId: string } & Omit<OfferingQueue, 'id'>;

/**
 * The first caller with an eligible agent, and the best of them; null when there is none. Callers: put back to the front, then priority, then first
 * queued. Agents: level (level n + 1 joins after the queue's seconds), strategy, idle longest; not those who were just offered this very call.
 * The specification is shared/domain/routing-order; a property test holds the two together. Indexes: calls_waiting, presences_routable, offers_by_call.
 */
export async function findMatch(ctx: Ctx): Promise<FoundMatch | null> {
  const rows: Row[] = await ctx.db.query(
    `SELECT w.id AS "callId", w.queue_id AS "queueId", best.account_id AS "agentId", q.name,
       q.offer_seconds AS "offerSeconds", q.service_level_seconds AS "serviceLevelSeconds"
     FROM calls w JOIN queues q ON q.id = w.queue_id
     CROSS JOIN LATERAL (
       SELECT p.account_id FROM queue_members m JOIN presences p ON p.account_id = m.account_id AND p.is_routable
       WHERE m.queue_id = w.queue_id
         AND (q.level_seconds <= 0 OR m.level <= 1 + floor(greatest(0, extract(epoch FROM $1::timestamptz - w.queued_at)) / q.level_seconds))
         AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.call_id = w.id AND o.agent_id = m.account_id AND o.state IN ('REJECTED', 'RONA', 'FAILED')
           AND o.closed_at > $1::timestamptz - make_interval(secs => q.avoid_agent_seconds))
         AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.agent_id = m.account_id AND o.state IN ('OFFERED', 'ACCEPTED', 'CONNECTING'))
       ORDER BY m.level, CASE q.strategy WHEN 'fewest-calls' THEN p.calls_today ELSE 0 END, p.idle_since, p.account_id LIMIT 1
     ) best
     WHERE w.state = 'QUEUED'
     ORDER BY w.is_front DESC, w.priority DESC, w.queued_at, w.id LIMIT 1`,
    [ctx.now],
  );
  const [row] = rows;
  if (!row) return null;
  const { callId, queueId, agentId, ...queue } = row;
  return { callId, queueId, agentId, queue: { id: queueId, ...queue } };
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
