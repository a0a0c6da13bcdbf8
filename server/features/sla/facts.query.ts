import { inOrder, type SlaFact } from '../../../shared/domain/sla-clocks.js';
import type { SlaSubject } from '../../../shared/domain/sla-policy.js';
import { isTicketEnded, type TicketState } from '../../../shared/domain/ticket-status.js';
import type { Ctx } from '../../core/context.js';
import type { KeptState, TicketSlaRow } from './sla.entities.js';

/** Everything the clocks of a ticket are counted from. */
export interface TicketFacts {
  id: string;
  createdAt: number;
  subject: SlaSubject;
  isEnded: boolean;
  /** It went up in another one, where its history stands. */
  isMerged: boolean;
  facts: SlaFact[];
  states: KeptState[];
  /** As it was written down last; null when it never was. */
  before: TicketSlaRow | null;
}

interface Row {
  id: string;
  createdAt: Date;
  status: TicketState;
  kind: string;
  priority: number;
  channel: string;
  tags: string[];
  teamId: string | null;
  isMerged: boolean;
  isSplit: boolean;
  tier: string | null;
  isVip: boolean | null;
  reasonPath: string[];
  mailboxIds: string[];
  said: { at: number; kind: 'customer' | 'answer' }[];
  audited: { at: number; from: TicketState; to: TicketState }[];
  before: TicketSlaRow | null;
}

const MS = (instant: string) => `round(extract(epoch FROM ${instant}) * 1000)::bigint`;

/**
 * What was said. A mail of a customer unless a machine wrote it, it came back, or it only thanked after the end; a mail of ours to them that is on its way or
 * has left, unless it acknowledges or forwards; a talk (a call with talking time, a visit), and what was logged by hand as received or sent.
 */
const SAID = `
  SELECT ${MS("coalesce((m.mail->'progress'->>'sentAt')::timestamptz, m.created_at)")} AS at, CASE m.mail->>'direction' WHEN 'in' THEN 'customer' ELSE 'answer' END AS kind
  FROM messages m LEFT JOIN outgoing_mails o ON o.id = m.id
  WHERE m.ticket_id = t.id AND m.kind = 'mail' AND NOT (m.mail->>'isAutoReply')::boolean AND NOT (m.mail->>'isQuiet')::boolean
    AND CASE m.mail->>'direction' WHEN 'in' THEN m.mail->'bounce' = 'null' ELSE m.mail->>'state' IN ('queued', 'sending', 'sent') AND coalesce(o.draft->>'mode', '') <> 'forward' END
  UNION ALL
  SELECT ${MS('i.at')}, CASE WHEN i.kind IN ('call', 'meeting', 'visit') OR i.direction = 'outbound' THEN 'answer' ELSE 'customer' END
  FROM interactions i WHERE i.ticket_id = t.id
    AND CASE WHEN i.kind IN ('call', 'meeting', 'visit') THEN i.is_logged_by_hand OR (i.account_id IS NOT NULL AND i.duration_s > 0)
      ELSE i.is_logged_by_hand AND i.kind <> 'note' AND i.direction IN ('inbound', 'outbound') END`;

const FACTS = `SELECT t.id, t.created_at AS "createdAt", t.status, t.kind, t.priority, t.channel, t.tags, t.team_id AS "teamId", t.merged_into_id IS NOT NULL AS "isMerged",
  EXISTS (SELECT 1 FROM ticket_moves v WHERE v.into_id = t.id AND v.kind = 'split' AND v.undone_at IS NULL) AS "isSplit",
  (SELECT c.tier FROM companies c WHERE c.id = t.company_id) AS tier, (SELECT p.is_vip FROM persons p WHERE p.id = t.person_id) AS "isVip",
  ARRAY(WITH RECURSIVE up AS (
    SELECT r.id, r.parent_id, 0 AS n FROM ticket_reasons r WHERE r.id = t.reason_id
    UNION ALL SELECT r.id, r.parent_id, up.n + 1 FROM ticket_reasons r JOIN up ON r.id = up.parent_id WHERE up.n < 20
  ) SELECT id FROM up ORDER BY n) AS "reasonPath",
  ARRAY(SELECT DISTINCT unnest(m.mailbox_ids) FROM mails m WHERE m.ticket_id = t.id AND m.direction = 'in') AS "mailboxIds",
  coalesce((SELECT json_agg(s) FROM (${SAID}) s), '[]') AS said,
  CASE WHEN l.id IS NULL THEN coalesce((SELECT json_agg(json_build_object('at', ${MS('a.at')}, 'from', a.changes->'status'->>0, 'to', a.changes->'status'->>1) ORDER BY a.id)
    FROM audit a WHERE a.entity = 'tickets' AND a.entity_id = t.id::text AND a.changes ? 'status'), '[]') ELSE '[]' END AS audited,
  CASE WHEN l.id IS NULL THEN NULL ELSE json_build_object('id', l.id, 'version', l.version, 'policyId', l.policy_id, 'dueAt', l.due_at, 'dueTarget', l.due_target,
    'clocks', l.clocks, 'states', l.states) END AS before
  FROM tickets t LEFT JOIN ticket_slas l ON l.id = t.id WHERE t.id = ANY($1::uuid[])`;

/** The facts of some tickets, in no order; those that do not exist are left out. Indexes: messages_ticket, interactions_ticket, audit_entity. */
export async function factsOf(ctx: Ctx, ticketIds: readonly string[]): Promise<TicketFacts[]> {
  const rows: Row[] = await ctx.db.query(FACTS, [ticketIds]);
  return rows.map((row) => read(row, ctx.now.getTime()));
}

function read(row: Row, now: number): TicketFacts {
  const createdAt = row.createdAt.getTime();
  const states = statesOf(row, now);
  // What was split off a ticket was asked on that one; the new one owes an answer since it stands alone.
  const earliest = row.isSplit ? createdAt : Number.NEGATIVE_INFINITY;
  const said = row.said.map(({ at, kind }): SlaFact => ({ at: Math.min(now, Math.max(at, earliest)), kind }));
  return {
    id: row.id,
    createdAt,
    subject: { ...row, tiers: [...(row.tier === null ? [] : [row.tier]), ...(row.isVip ? ['vip'] : [])] },
    isEnded: isTicketEnded(row.status),
    isMerged: row.isMerged,
    facts: inOrder([...states.map(({ at, state }): SlaFact => ({ at, kind: 'state', state })), ...said]),
    states,
    before: row.before === null ? null : { ...row.before, dueAt: row.before.dueAt === null ? null : new Date(row.before.dueAt) },
  };
}

/**
 * What was kept, or for a ticket never looked at what the audit says; and what it is now, since now if that is news. That a merge closed it is none: its
 * undoing finds the clocks as they were.
 */
function statesOf({ status, createdAt, before, audited, isMerged }: Row, now: number): KeptState[] {
  const first: KeptState = { at: createdAt.getTime(), state: audited[0]?.from ?? status };
  const known = before && before.states.length > 0 ? before.states : [first, ...audited.map(({ at, to }) => ({ at, state: to }))];
  return isMerged || known.at(-1)?.state === status ? known : [...known, { at: now, state: status }];
}
