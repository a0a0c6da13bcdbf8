import type { Ctx } from '../../../core/context.js';
import { indexTickets } from './index-tickets.command.js';
import { PARTY } from './ticket-texts.query.js';

/** Events read at once. */
const AT_ONCE = 500;

/**
 * Which tickets an event is about, by its type. Names of people and companies are in documents: their tickets follow where the name is another now. A team
 * that becomes confidential, or is no longer, changes what is left out; the audit knows that it did.
 */
const TOUCHED = `
WITH told AS (SELECT seq, type, entity_id, payload, at FROM events WHERE seq > $1 AND seq <= $2),
touched AS (
  SELECT entity_id::uuid AS id FROM told WHERE type IN ('ticket.created', 'ticket.changed')
  UNION SELECT (payload->>'ticketId')::uuid FROM told WHERE type IN ('ticket.message-added', 'ticket.message-changed', 'ticket.message-removed')
  UNION SELECT (payload->>k.key)::uuid FROM told CROSS JOIN (VALUES ('fromId'), ('intoId')) AS k(key) WHERE type = 'ticket-move.changed'
  UNION SELECT i.ticket_id FROM told JOIN interactions i ON i.id = told.entity_id::uuid WHERE type = 'interaction.changed'
  UNION SELECT t.id FROM told JOIN tickets t ON t.person_id = told.entity_id::uuid JOIN search_docs d ON d.id = t.id
    LEFT JOIN persons p ON p.id = t.person_id LEFT JOIN companies c ON c.id = t.company_id WHERE type = 'person.changed' AND d.party <> ${PARTY}
  UNION SELECT t.id FROM told JOIN tickets t ON t.company_id = told.entity_id::uuid JOIN search_docs d ON d.id = t.id
    LEFT JOIN persons p ON p.id = t.person_id LEFT JOIN companies c ON c.id = t.company_id WHERE type = 'company.changed' AND d.party <> ${PARTY}
  UNION SELECT i.ticket_id FROM told JOIN LATERAL (
      SELECT x.ticket_id FROM interactions x WHERE x.team_id = told.entity_id::uuid
      UNION SELECT x.ticket_id FROM tickets t JOIN interactions x ON x.ticket_id = t.id WHERE t.team_id = told.entity_id::uuid) i ON true
    WHERE type = 'team.changed' AND EXISTS (SELECT 1 FROM audit a WHERE a.entity = 'teams' AND a.entity_id = told.entity_id AND a.at = told.at AND a.changes ? 'isConfidential'))
SELECT DISTINCT id FROM touched WHERE id IS NOT NULL`;

interface State {
  seq: string;
  head: string;
  isLost: boolean;
}

const STATE = `SELECT s.seq, h.seq AS head, h.seq > s.seq AND NOT EXISTS (SELECT 1 FROM events e WHERE e.seq = s.seq + 1) AS "isLost"
FROM search_state s, event_head h WHERE s.id = 1 AND h.id = 1 FOR UPDATE OF s SKIP LOCKED`;

/**
 * Writes into the index what the next stretch of events tells of, and how far it came, in one transaction: whenever this process dies, the next one goes on
 * where the documents stand. When events are gone that were not read (the product was off for longer than they are kept), all is indexed anew. Returns true
 * while there is more.
 */
export async function followEvents(ctx: Ctx): Promise<boolean> {
  const [state]: State[] = await ctx.db.query(STATE);
  if (!state || state.head === state.seq) return false;
  const upTo = state.isLost ? BigInt(state.head) : min(BigInt(state.head), BigInt(state.seq) + BigInt(AT_ONCE));
  if (state.isLost) await ctx.db.query('TRUNCATE search_docs');
  else {
    const rows: { id: string }[] = await ctx.db.query(TOUCHED, [state.seq, String(upTo)]);
    await indexTickets(
      ctx,
      rows.map(({ id }) => id),
      'newest',
    );
  }
  await ctx.db.query(`UPDATE search_state SET seq = $1${state.isLost ? ", swept_at = 'infinity', is_swept = false" : ''} WHERE id = 1`, [
    String(upTo),
  ]);
  return upTo < BigInt(state.head) || state.isLost;
}

const min = (a: bigint, b: bigint) => (a < b ? a : b);
