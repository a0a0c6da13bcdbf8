import type { Ctx } from '../../../core/context.js';
import { personNameSql } from '../../people/index.js';
import { numberStyle, presentNumber } from '../../tickets/index.js';
import type { TicketTexts } from './document.js';

/** A ticket as it goes into the index. */
export interface SearchedTicket {
  id: string;
  /** As PostgreSQL writes it: no fraction of a second is lost on the way. */
  activeAt: string;
  createdAt: string;
  /** Person and company, as one line. */
  party: string;
  /** Of the document there is: its place, when the ticket was not active since. */
  place: string | null;
  texts: TicketTexts;
}

interface TicketRow extends Omit<SearchedTicket, 'texts'> {
  number: string;
  subject: string;
  tags: string[];
  absorbed: string[];
}
interface SaidRow {
  id: string;
  text: string;
  names: (string | null)[];
  files: string[];
}

/** Letters of one message that are looked at. */
const MOST_LETTERS = 100_000;
/** Messages of one ticket that are looked at, the latest. */
const MOST_MESSAGES = 500;

/** Person and company of a ticket as one line, for `p` and `c` joined to it. */
export const PARTY = `concat_ws(' ', CASE WHEN p.id IS NULL THEN NULL ELSE ${personNameSql('p')} END, c.name)`;

const TICKETS = `
SELECT t.id, t.number, t.subject, t.tags, t.active_at::text AS "activeAt", t.created_at::text AS "createdAt", ${PARTY} AS party,
  (SELECT d.place FROM search_docs d WHERE d.id = t.id AND d.at = t.active_at) AS place,
  ARRAY(SELECT m.subject FROM tickets m WHERE m.merged_into_id = t.id) AS absorbed
FROM tickets t LEFT JOIN persons p ON p.id = t.person_id LEFT JOIN companies c ON c.id = t.company_id
WHERE t.id = ANY($1::uuid[]) AND t.merged_into_id IS NULL`;

/**
 * Of contacts (`interactions i`), those that everybody who sees the ticket may read. What a confidential team noted, or what was noted of one of its tickets, is
 * read by that team alone, even where others follow the ticket: a document has readers, not parts with readers.
 */
export const SAID_OPENLY = `NOT EXISTS (SELECT 1 FROM teams s WHERE s.is_confidential
  AND (s.id = i.team_id OR s.id = (SELECT o.team_id FROM tickets o WHERE o.id = i.ticket_id)))`;

/** What was written on the tickets, the latest first. */
const SAID = `
SELECT x.* FROM unnest($1::uuid[]) AS k(id) CROSS JOIN LATERAL (
  SELECT m.ticket_id AS id, left(m.text, $2) AS text, ARRAY[a.name, m.mail->'from'->>'name', m.mail->'from'->>'address'] AS names,
    ARRAY(SELECT f->>'name' FROM jsonb_array_elements(m.mail->'attachments') f) AS files
  FROM messages m LEFT JOIN accounts a ON a.id = m.author_id WHERE m.ticket_id = k.id ORDER BY m.created_at DESC LIMIT ${MOST_MESSAGES}) x
UNION ALL
SELECT x.* FROM unnest($1::uuid[]) AS k(id) CROSS JOIN LATERAL (
  SELECT i.ticket_id AS id, left(concat_ws(E'\\n', i.summary, i.text), $2) AS text, ARRAY[]::text[] AS names, ARRAY[]::text[] AS files
  FROM interactions i WHERE i.ticket_id = k.id AND i.message_id IS NULL AND ${SAID_OPENLY}
  ORDER BY i.at DESC LIMIT ${MOST_MESSAGES}) x`;

/** The tickets with everything that is searched of them; merged ones are part of where they went. Indexes: messages_ticket, interactions_ticket, tickets_merged. */
export async function ticketTexts(ctx: Ctx, ids: readonly string[]): Promise<SearchedTicket[]> {
  const rows: TicketRow[] = await ctx.db.query(TICKETS, [ids]);
  const said: SaidRow[] = await ctx.db.query(SAID, [ids, MOST_LETTERS]);
  const style = await numberStyle(ctx);
  const byTicket = new Map<string, SaidRow[]>();
  for (const row of said) {
    const messages = byTicket.get(row.id);
    if (messages) messages.push(row);
    else byTicket.set(row.id, [row]);
  }
  return rows.map(({ number, subject, tags, absorbed, ...ticket }) => {
    const messages = byTicket.get(ticket.id) ?? [];
    const senders = new Set(messages.flatMap(({ names }) => names.filter((name) => name !== null && name !== '')));
    const files = messages.flatMap((message) => message.files);
    return {
      ...ticket,
      texts: {
        subject: [subject, presentNumber(number, style).number, ...absorbed],
        senders: [ticket.party, ...senders] as string[],
        files: [...files, ...tags],
        bodies: messages.map(({ text }) => text),
        hasFile: files.length > 0,
      },
    };
  });
}
