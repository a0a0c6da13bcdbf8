import type { Ctx } from '../../core/context.js';

/** The team of a thing that names none: the actor's first one if the owner is in it, else the owner's first one. Null when neither has any. */
export async function defaultTeam(ctx: Ctx, ownerId: string | undefined): Promise<string | null> {
  const own = ctx.actor.kind === 'agent' ? (ctx.actor.teamIds[0] ?? null) : null;
  if (ownerId === undefined || ownerId === ctx.actor.id) return own;
  const rows: { team_id: string }[] = await ctx.db.query(
    'SELECT team_id FROM team_members WHERE account_id = $1 AND is_member ORDER BY team_id = $2 DESC NULLS LAST, team_id LIMIT 1',
    [ownerId, own],
  );
  return rows[0]?.team_id ?? own;
}
