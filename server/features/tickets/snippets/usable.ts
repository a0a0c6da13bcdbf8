import type { EntityTarget } from 'typeorm';
import { type Ctx, hasRole } from '../../../core/context.js';
import { teamsOf } from '../tickets.policy.js';
import type { Whose } from './whose.js';

/** Rows of what the actor may use, or the one of this id, by name: one's own, those of one's teams (admins: all teams), everybody's. */
export function usable<Row extends Whose & { id: string; name: string }>(
  ctx: Ctx,
  entity: EntityTarget<Row>,
  id: string | null,
): Promise<Row[]> {
  const query = ctx.db
    .createQueryBuilder(entity, 's')
    .where('(s.ownerId = :me OR (s.ownerId IS NULL AND (s.teamId IS NULL OR :isAdmin OR s.teamId = ANY(:teams))))', {
      ...{ me: ctx.actor.id, isAdmin: hasRole(ctx.actor, 'admin'), teams: teamsOf(ctx.actor) },
    })
    .orderBy('s.name')
    .addOrderBy('s.id');
  return (id === null ? query : query.andWhere('s.id = :id', { id })).getMany();
}
