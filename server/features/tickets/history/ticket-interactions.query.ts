import type { Interaction } from '../../../../shared/models/history.js';
import type { HistoryEntry } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { hasRole } from '../../../core/context.js';
import { teamsOf } from '../tickets.policy.js';
import type { Stretch } from './ticket-history.query.js';

type Row = Omit<Interaction, 'at'> & { at: Date };

/** Calls, meetings, letters… of a stretch of history, latest first; mails stand there themselves; those of a confidential team the reader is not in say only that they were. Index: interactions_ticket. */
export async function interactionsOf(ctx: Ctx, stretch: Stretch): Promise<HistoryEntry[]> {
  const rows: Row[] = await ctx.db.query(
    `SELECT i.id, i.version, i.kind, i.direction, i.at, i.duration_s AS "durationS", i.person_id AS "personId", i.company_id AS "companyId", i.ticket_id AS "ticketId",
       i.call_id AS "callId", i.account_id AS "accountId", i.team_id AS "teamId", i.summary, i.text, i.outcome, i.is_human AS "isHuman",
       i.is_logged_by_hand AS "isLoggedByHand",
       NOT $5 AND coalesce(m.is_confidential, false) AND NOT i.team_id = ANY($6::uuid[]) AND i.account_id IS DISTINCT FROM $7::uuid AS "isHidden"
     FROM interactions i LEFT JOIN teams m ON m.id = i.team_id
     WHERE i.ticket_id = $1 AND i.message_id IS NULL AND i.at <= coalesce($2::timestamptz, 'infinity') AND (i.at, ('interaction:' || i.id::text) COLLATE "C") < (coalesce($2::timestamptz, 'infinity'), coalesce($3::text, ''))
     ORDER BY i.at DESC, i.id DESC LIMIT $4`,
    [
      stretch.ticketId,
      stretch.before?.at ?? null,
      stretch.before?.key ?? null,
      stretch.limit,
      ctx.actor.kind === 'system' || hasRole(ctx.actor, 'admin'),
      teamsOf(ctx.actor),
      ctx.actor.id,
    ],
  );
  return rows.map((row) => ({ kind: 'interaction', key: `interaction:${row.id}`, at: row.at.toISOString(), interaction: present(row) }));
}

function present(row: Row): Interaction {
  const whole = { ...row, at: row.at.toISOString() };
  return row.isHidden ? { ...whole, summary: '', text: '', outcome: null, durationS: null, accountId: null, callId: null } : whole;
}
