import type { Actor, Ctx } from '../../core/context.js';
import { hasRole } from '../../core/context.js';
import type { Condition } from '../../core/db/condition.js';
import { holdsFor } from '../../core/db/condition.js';

/**
 * Who may see a ticket, as a condition on the row called `alias`: its team and that team's supervisors, its owner, its followers, admins;
 * everybody while it has no team. The system sees all. A confidential team needs no more than this: nobody outside sees its tickets anyway.
 */
export function visibleTo(actor: Actor, alias: string): Condition {
  if (actor.kind === 'system' || hasRole(actor, 'admin')) return { sql: 'TRUE', params: [] };
  return {
    sql: `${alias}.team_id IS NULL OR ${alias}.team_id = ANY($1::uuid[]) OR ${alias}.owner_id = $2::uuid OR ${alias}.follower_ids @> ARRAY[$2::uuid]`,
    params: [teamsOf(actor), actor.id],
  };
}

/** The same for an account that is not the actor (the agent a call is offered to), asked of the database. `$1` is the account's id. */
export function visibleToAccount(accountId: string, alias: string): Condition {
  return { sql: seenBy('$1::uuid', alias), params: [accountId] };
}

/** The same with the account as SQL, for questions about several at once. */
export function seenBy(account: string, alias: string): string {
  return `${alias}.team_id IS NULL OR ${alias}.owner_id = ${account} OR ${alias}.follower_ids @> ARRAY[${account}]
      OR ${alias}.team_id IN (SELECT m.team_id FROM team_members m WHERE m.account_id = ${account})
      OR EXISTS (SELECT 1 FROM accounts a WHERE a.id = ${account} AND 'admin' = ANY(a.roles))`;
}

/** Teams whose tickets an actor sees: those it belongs to and those it leads. */
export function teamsOf(actor: Actor): readonly string[] {
  return actor.kind === 'agent' ? [...new Set([...actor.teamIds, ...actor.supervisedTeamIds])] : [];
}

/** True when the actor may see the ticket. False for one that does not exist. */
export function maySeeTicket(ctx: Ctx, ticketId: string): Promise<boolean> {
  return holdsFor(ctx, { table: 'tickets', id: ticketId }, visibleTo(ctx.actor, 't'));
}

/**
 * True when the actor may write on the ticket: who sees it may, and one that was merged must be seen where it is now too, for there it arrives. False for
 * one that does not exist.
 */
export async function mayWriteTicket(ctx: Ctx, ticketId: string): Promise<boolean> {
  if (!(await maySeeTicket(ctx, ticketId))) return false;
  const [row]: { mergedIntoId: string | null }[] = await ctx.db.query(
    'SELECT merged_into_id AS "mergedIntoId" FROM tickets WHERE id = $1',
    [ticketId],
  );
  return !row?.mergedIntoId || mayWriteTicket(ctx, row.mergedIntoId);
}
