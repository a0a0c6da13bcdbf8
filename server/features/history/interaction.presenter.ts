import type { Interaction } from '../../../shared/models/history.js';

/** A row as the history queries select it. */
export interface InteractionRow extends Omit<Interaction, 'at'> {
  at: Date;
}

/** SELECT list of InteractionRow for the alias `i`; `hidden` is the SQL of the policy. */
export function interactionColumns(hidden: string): string {
  return `i.id, i.version, i.kind, i.direction, i.at, i.duration_s AS "durationS", i.person_id AS "personId", i.company_id AS "companyId", i.ticket_id AS "ticketId",
    i.call_id AS "callId", i.account_id AS "accountId", i.team_id AS "teamId", i.summary, i.text, i.outcome, i.is_human AS "isHuman",
    i.is_logged_by_hand AS "isLoggedByHand", ${hidden} AS "isHidden"`;
}

/** An interaction for the wire; what is hidden keeps its kind and time and nothing else. */
export function presentInteraction(row: InteractionRow): Interaction {
  const at = row.at.toISOString();
  if (!row.isHidden) return { ...row, at };
  return {
    ...row,
    at,
    direction: null,
    durationS: null,
    ticketId: null,
    callId: null,
    accountId: null,
    teamId: null,
    summary: '',
    text: '',
    outcome: null,
    isLoggedByHand: false,
  };
}
