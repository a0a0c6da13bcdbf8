import type { Ctx } from '../../../core/context.js';

/** A leg of which nothing was heard for too long, with the room it should be in. */
export interface SuspiciousLeg {
  legId: string;
  callId: string;
  callSid: string;
  roomSid: string | null;
}
/** Silence that is normal: half a minute on the way into a room, five minutes in a conversation or in the queue (voice.md §7.7). */
const QUICK_SECONDS = 30;
const CALM_SECONDS = 300;
const MAX_LEGS = 100;

/**
 * Living legs to be looked at, callers first; at boot (`all`) every one of them. An agent found gone sends the caller back into the queue: had they talked
 * while we were down and both are gone, that would make somebody who was answered one who gave up. Index: legs_alive.
 */
export async function suspiciousLegs(ctx: Ctx, all: boolean): Promise<SuspiciousLeg[]> {
  return ctx.db.query(
    `SELECT l.id AS "legId", l.call_id AS "callId", l.call_sid AS "callSid", l.room_sid AS "roomSid" FROM legs l JOIN calls c ON c.id = l.call_id
     WHERE l.ended_at IS NULL AND ($2 OR l.last_event_at < $1::timestamptz - make_interval(secs =>
       CASE WHEN c.state IN ('TALKING', 'HELD', 'QUEUED', 'OFFERING') THEN ${CALM_SECONDS} ELSE ${QUICK_SECONDS} END))
     ORDER BY l.role <> 'customer', l.last_event_at LIMIT CASE WHEN $2 THEN NULL ELSE ${MAX_LEGS} END`,
    [ctx.now, all],
  );
}

/** Legs we believe alive, callers first as above, but for those that just began and may not be in the carrier's lists yet. Index: legs_alive. */
export async function livingLegs(ctx: Ctx): Promise<SuspiciousLeg[]> {
  return ctx.db.query(
    `SELECT id AS "legId", call_id AS "callId", call_sid AS "callSid", room_sid AS "roomSid" FROM legs
     WHERE ended_at IS NULL AND created_at < $1::timestamptz - interval '5 seconds' ORDER BY role <> 'customer', id`,
    [ctx.now],
  );
}

/** Callers who should hear the queue's music, and have had time to get there past any greeting: call and leg. Index: calls_waiting. */
export async function waitingLegs(ctx: Ctx): Promise<{ callId: string; legId: string; callSid: string }[]> {
  return ctx.db.query(
    `SELECT c.id AS "callId", l.id AS "legId", l.call_sid AS "callSid" FROM calls c JOIN legs l ON l.call_id = c.id AND l.role = 'customer' AND l.ended_at IS NULL
     WHERE c.state = 'QUEUED' AND c.state_since < $1::timestamptz - interval '10 seconds' AND c.queued_at < $1::timestamptz - interval '60 seconds'`,
    [ctx.now],
  );
}

/** Calls that still have something to do with the carrier, by what the carrier would call them. */
export async function knownLegs(
  ctx: Ctx,
  callSids: readonly string[],
): Promise<Map<string, { callId: string; state: string; role: string }>> {
  const rows: { callSid: string; callId: string; state: string; role: string }[] = await ctx.db.query(
    `SELECT l.call_sid AS "callSid", l.call_id AS "callId", c.state, l.role FROM legs l JOIN calls c ON c.id = l.call_id WHERE l.call_sid = ANY($1::text[])`,
    [callSids],
  );
  return new Map(rows.map((row) => [row.callSid, row]));
}

/** Of these accounts those that are ours: another installation's agents may phone through the same carrier account. */
export async function ownAgents(ctx: Ctx, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows: { id: string }[] = await ctx.db.query('SELECT id FROM accounts WHERE id = ANY($1::uuid[])', [accountIds]);
  return new Set(rows.map((row) => row.id));
}

/** The numbers callers reach us by, as E.164. */
export async function ownLines(ctx: Ctx): Promise<ReadonlySet<string>> {
  const rows: { e164: string }[] = await ctx.db.query('SELECT e164 FROM phone_lines');
  return new Set(rows.map((row) => row.e164));
}
