import { type Actor, type Ctx, hasRole } from '../../../core/context.js';
import { AppError } from '../../../core/errors.js';

/** Whose a piece of text or a macro is: one person's (`ownerId`), a team's (`teamId`), or everybody's (neither). */
export interface Whose {
  teamId: string | null;
  ownerId: string | null;
}
/** Those one person may keep, and those that may be shared: every console holds them all. */
const MOST = { own: 200, shared: 500 };
const KEPT = { snippets: 'TOO_MANY_SNIPPETS', macros: 'TOO_MANY_MACROS' } as const;

/** Whose it becomes. Throws INVALID_INPUT for a team's without a team. */
export function whoseOf(ctx: Ctx, { audience, teamId }: { audience: 'me' | 'team' | 'all'; teamId?: string | null | undefined }): Whose {
  if (audience === 'me') return { ownerId: ctx.actor.id, teamId: null };
  if (audience === 'all') return { ownerId: null, teamId: null };
  if (!teamId) throw new AppError('INVALID_INPUT', "What is a team's needs the team.", { field: 'teamId' });
  return { ownerId: null, teamId };
}

/** For whom it is, as it travels. */
export function audienceOf({ ownerId, teamId }: Whose): 'me' | 'team' | 'all' {
  if (ownerId !== null) return 'me';
  return teamId === null ? 'all' : 'team';
}

/** What is shared is its team's supervisors' and the admins' business, everybody's that of any supervisor or admin. Throws FORBIDDEN. */
export function refuseForeign(actor: Actor, { ownerId, teamId }: Whose): void {
  if (actor.kind !== 'agent') throw new AppError('FORBIDDEN', 'These are made by people.');
  if (ownerId === actor.id || hasRole(actor, 'admin')) return;
  const leads = teamId === null ? hasRole(actor, 'supervisor') : actor.supervisedTeamIds.includes(teamId);
  if (ownerId !== null || !leads) throw new AppError('FORBIDDEN', 'What is shared is kept by supervisors and administrators.');
}

/** Throws TOO_MANY_SNIPPETS or TOO_MANY_MACROS when there is no room for one more. */
export async function refuseTooMany(ctx: Ctx, table: keyof typeof KEPT, { ownerId }: Whose): Promise<void> {
  // Two at once must not both find the last place free.
  await ctx.db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [table]);
  const [row]: { n: number }[] = await ctx.db.query(
    `SELECT count(*)::int AS n FROM ${table} WHERE owner_id IS NOT DISTINCT FROM $1::uuid`,
    [ownerId],
  );
  const most = ownerId === null ? MOST.shared : MOST.own;
  if ((row?.n ?? 0) >= most) throw new AppError(KEPT[table], `There are ${most} already.`, { most });
}
