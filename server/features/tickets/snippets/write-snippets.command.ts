import type {
  createSnippet as createOperation,
  editSnippet as editOperation,
  removeSnippet as removeOperation,
} from '../../../../shared/contract/snippets.js';
import { unknownVariables } from '../../../../shared/domain/snippet-text.js';
import type { Snippet } from '../../../../shared/models/snippets.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { AppError, found } from '../../../core/errors.js';
import { newId } from '../../../core/id.js';
import { withReferences } from '../reference-error.js';
import { viewRooms } from '../views/view-rooms.js';
import { SnippetRow } from './snippet.entity.js';
import { presentSnippet } from './snippet.presenter.js';
import { usable } from './usable.js';
import { refuseForeign, refuseTooMany, whoseOf } from './whose.js';

type Written = Pick<InputOf<typeof createOperation>, 'name' | 'shortcut' | 'textDe' | 'textEn'>;

/** Makes a snippet. Throws FORBIDDEN, INVALID_REFERENCE, INVALID_INPUT (no text, a team's without a team), UNKNOWN_VARIABLE, TOO_MANY_SNIPPETS. */
export async function createSnippet(ctx: Ctx, input: InputOf<typeof createOperation>): Promise<Snippet> {
  const whose = whoseOf(ctx, input);
  refuseForeign(ctx.actor, whose);
  const words = wordsOf(input);
  await refuseTooMany(ctx, 'snippets', whose);
  const row: SnippetRow = { id: newId(ctx.now.getTime()), version: 1, createdAt: ctx.now, updatedAt: ctx.now, ...whose, ...words };
  await withReferences(() => ctx.db.insert(SnippetRow, row));
  await ctx.audit({ entity: 'snippets', entityId: row.id, action: 'created', changes: { name: [null, row.name] } });
  const snippet = presentSnippet(row);
  await ctx.publish('snippet.changed', snippet);
  return snippet;
}

/** Edits a snippet. Throws NOT_FOUND, STALE, FORBIDDEN, INVALID_REFERENCE, INVALID_INPUT, UNKNOWN_VARIABLE, TOO_MANY_SNIPPETS. */
export async function editSnippet(ctx: Ctx, input: InputOf<typeof editOperation>): Promise<Snippet> {
  const before = await mine(ctx, input.snippetId);
  const whose = whoseOf(ctx, input);
  refuseForeign(ctx.actor, whose);
  if ((before.ownerId === null) !== (whose.ownerId === null)) await refuseTooMany(ctx, 'snippets', whose);
  const patch: Partial<SnippetRow> = { ...whose, ...wordsOf(input) };
  const { row, changes } = await withReferences(() => change(ctx, SnippetRow, { id: before.id, expected: input.version }, patch));
  const snippet = presentSnippet(row);
  if (Object.keys(changes).length > 0) await ctx.publish('snippet.changed', snippet, { roomsBefore: viewRooms(before) });
  return snippet;
}

/** Takes a snippet away. Throws NOT_FOUND, STALE, FORBIDDEN. */
export async function removeSnippet(ctx: Ctx, { snippetId, version }: InputOf<typeof removeOperation>): Promise<Snippet> {
  const row = await mine(ctx, snippetId);
  const { affected } = await ctx.db.delete(SnippetRow, { id: snippetId, version });
  if (!affected) throw new AppError('STALE', 'The snippet was changed meanwhile.', { id: row.id, version: row.version });
  await ctx.audit({ entity: 'snippets', entityId: row.id, action: 'removed', changes: { name: [row.name, null] } });
  const removed = { ...presentSnippet(row), version: version + 1 };
  await ctx.publish('snippet.removed', removed);
  return removed;
}

async function mine(ctx: Ctx, snippetId: string): Promise<SnippetRow> {
  const row = found((await usable(ctx, SnippetRow, snippetId))[0] ?? null, 'snippet');
  refuseForeign(ctx.actor, row);
  return row;
}

function wordsOf({ name, shortcut, textDe, textEn }: Written): Pick<SnippetRow, 'name' | 'shortcut' | 'textDe' | 'textEn'> {
  const words = {
    name: name.trim(),
    shortcut: (shortcut ?? '').toLowerCase(),
    textDe: textDe?.trimEnd() ?? '',
    textEn: textEn?.trimEnd() ?? '',
  };
  if (words.textDe === '' && words.textEn === '') throw new AppError('INVALID_INPUT', 'A snippet needs a text.', { field: 'textDe' });
  for (const field of ['textDe', 'textEn'] as const) {
    const [unknown] = unknownVariables(words[field]);
    if (unknown !== undefined) throw new AppError('UNKNOWN_VARIABLE', `Nothing is called {{${unknown}}}.`, { field, name: unknown });
  }
  return words;
}
