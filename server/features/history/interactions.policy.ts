import { type Actor, hasRole } from '../../core/context.js';
import type { Condition } from '../../core/db/condition.js';

/** Who reads: what the rule about confidential teams needs to know. */
export interface Reader {
  accountId: string | null;
  teamIds: readonly string[];
  /** Administrators, and the product itself. */
  readsAll: boolean;
}

/** The reader behind an actor: their own and their supervised teams. */
export function readerOf(actor: Actor): Reader {
  if (actor.kind === 'system') return { accountId: null, teamIds: [], readsAll: true };
  return { accountId: actor.id, teamIds: [...actor.teamIds, ...actor.supervisedTeamIds], readsAll: hasRole(actor, 'admin') };
}

/** Is `ct` a confidential team of the interaction: the one whose contact it was, or the one its ticket is with today. */
function confidentialOf(alias: string): string {
  return `ct.is_confidential AND (ct.id = ${alias}.team_id OR ct.id = (SELECT k.team_id FROM tickets k WHERE k.id = ${alias}.ticket_id))`;
}

/**
 * True in SQL where an interaction, or the ticket it belongs to, is a confidential team's the reader is not in, and it is not their own: then they may know that
 * there was one, not what (architecture §6). `alias` is that of an `interactions` row.
 */
export function hiddenFrom(reader: Reader, alias: string): Condition {
  if (reader.readsAll) return { sql: 'false', params: [] };
  return {
    sql: `(${alias}.account_id IS DISTINCT FROM $2::uuid
      AND EXISTS (SELECT 1 FROM teams ct WHERE ${confidentialOf(alias)} AND ct.id <> ALL($1::uuid[])))`,
    params: [reader.teamIds, reader.accountId],
  };
}

/** The same for an account that is not the actor, asked of the database: the agent a call is offered to. `$1` is the account's id. */
export function hiddenFromAccount(accountId: string, alias: string): Condition {
  return {
    sql: `(${alias}.account_id IS DISTINCT FROM $1::uuid
      AND EXISTS (SELECT 1 FROM teams ct WHERE ${confidentialOf(alias)}
        AND NOT EXISTS (SELECT 1 FROM team_members cm WHERE cm.team_id = ct.id AND cm.account_id = $1::uuid))
      AND NOT EXISTS (SELECT 1 FROM accounts ca WHERE ca.id = $1::uuid AND 'admin' = ANY(ca.roles)))`,
    params: [accountId],
  };
}
