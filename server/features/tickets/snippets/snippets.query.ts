import type { Snippet } from '../../../../shared/models/snippets.js';
import type { Ctx } from '../../../core/context.js';
import { SnippetRow } from './snippet.entity.js';
import { presentSnippet } from './snippet.presenter.js';
import { usable } from './usable.js';

/** The snippets the actor may use, by name. */
export async function listSnippets(ctx: Ctx): Promise<{ items: Snippet[] }> {
  return { items: (await usable(ctx, SnippetRow, null)).map(presentSnippet) };
}
