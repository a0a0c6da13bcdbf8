import type { Draft } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { DraftRow } from './draft.entity.js';
import { presentDraft } from './draft.presenter.js';

/** The actor's draft under a key, or null when nothing was ever typed there. */
export async function draftByKey(ctx: Ctx, key: string): Promise<Draft | null> {
  const row = ctx.actor.id === null ? null : await ctx.db.findOneBy(DraftRow, { accountId: ctx.actor.id, key });
  return row && presentDraft(row);
}

/** The actor's drafts that hold text, last typed first; 200 at most. */
export async function listDrafts(ctx: Ctx): Promise<{ items: Draft[] }> {
  if (ctx.actor.id === null) return { items: [] };
  const rows = await ctx.db
    .createQueryBuilder(DraftRow, 'd')
    .where("d.accountId = :accountId AND d.text <> ''", { accountId: ctx.actor.id })
    .orderBy('d.updatedAt', 'DESC')
    .limit(200)
    .getMany();
  return { items: rows.map(presentDraft) };
}
