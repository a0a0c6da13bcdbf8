import type { Snippet } from '../../../../shared/models/snippets.js';
import { type Ctx, hasRole } from '../../../core/context.js';
import { teamsOf } from '../tickets.policy.js';
import { SnippetRow } from './snippet.entity.js';
import { presentSnippet } from './snippet.presenter.js';

/** Rows of the snippets the actor may use, or the one of this id, by name: one's own, those of one's teams (admins: all teams), everybody's. */
export function usableSnippets(ctx: Ctx, snippetId: string | null = null): Promise<SnippetRow[]> {
  const query = ctx.db
    .createQueryBuilder(SnippetRow, 's')
    .where('(s.ownerId = :me OR (s.ownerId IS NULL AND (s.teamId IS NULL OR :isAdmin OR s.teamId = ANY(:teams))))', {
      ...{ me: ctx.actor.id, isAdmin: hasRole(ctx.actor, 'admin'), teams: teamsOf(ctx.actor) },
    })
    .orderBy('s.name')
    .addOrderBy('s.id');
  return (snippetId === null ? query : query.andWhere('s.id = :snippetId', { snippetId })).getMany();
}

/** The snippets the actor may use, by name. */
export async function listSnippets(ctx: Ctx): Promise<{ items: Snippet[] }> {
  return { items: (await usableSnippets(ctx)).map(presentSnippet) };
}
