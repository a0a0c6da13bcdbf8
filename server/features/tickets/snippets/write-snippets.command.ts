import type {
  createSnippet as createOperation,
  editSnippet as editOperation,
  removeSnippet as removeOperation,
} from '../../../../shared/contract/snippets.js';
import { unknownVariables } from '../../../../shared/domain/snippet-text.js';
import type { Snippet } from '../../../../shared/models/snippets.js';
import type { InputOf } from '../../../../shared/operation.js';
import { type Actor, type Ctx, hasRole } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { AppError, found } from '../../../core/errors.js';
import { newId } from '../../../core/id.js';
import { withReferences } from '../reference-error.js';
import { viewRooms } from '../views/view-rooms.js';
import { SnippetRow } from './snippet.entity.js';
import { presentSnippet } from './snippet.presenter.js';
import { usableSnippets } from './snippets.query.js';

/** Snippets one person may keep, and snippets that may be shared: every console holds them all. */
const MOST = { own: 200, shared: 500 };

type Whose = Pick<SnippetRow, 'teamId' | 'ownerId'>;
type Written = Pick<InputOf<typeof createOperation>, 'name' | 'shortcut' | 'textDe' | 'textEn'>;

/** Makes a snippet. Throws FORBIDDEN, INVALID_REFERENCE, INVALID_INPUT (no text, a team's without a team), UNKNOWN_VARIABLE, TOO_MANY_SNIPPETS. */
export async function createSnippet(ctx: Ctx, input: InputOf<typeof createOperation>): Promise<Snippet> {
  const whose = whoseOf(ctx, input);
  refuseForeign(ctx.actor, whose);
  const words = wordsOf(input);
  await refuseTooMany(ctx, whose);
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
  if ((before.ownerId === null) !== (whose.ownerId === null)) await refuseTooMany(ctx, whose);
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
  const row = found((await usableSnippets(ctx, snippetId))[0] ?? null, 'snippet');
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

function whoseOf(ctx: Ctx, input: Pick<InputOf<typeof createOperation>, 'audience' | 'teamId'>): Whose {
  if (input.audience === 'me') return { ownerId: ctx.actor.id, teamId: null };
  if (input.audience === 'all') return { ownerId: null, teamId: null };
  if (!input.teamId) throw new AppError('INVALID_INPUT', "A team's snippet needs the team.", { field: 'teamId' });
  return { ownerId: null, teamId: input.teamId };
}

/** A shared snippet is its team's supervisors' and the admins' business, everybody's that of any supervisor or admin. */
function refuseForeign(actor: Actor, { ownerId, teamId }: Whose): void {
  if (actor.kind !== 'agent') throw new AppError('FORBIDDEN', 'Snippets are made by people.');
  if (ownerId === actor.id || hasRole(actor, 'admin')) return;
  const leads = teamId === null ? hasRole(actor, 'supervisor') : actor.supervisedTeamIds.includes(teamId);
  if (ownerId !== null || !leads) throw new AppError('FORBIDDEN', 'Shared snippets are kept by supervisors and administrators.');
}

async function refuseTooMany(ctx: Ctx, { ownerId }: Whose): Promise<void> {
  // Two at once must not both find the last place free.
  await ctx.db.query("SELECT pg_advisory_xact_lock(hashtextextended('snippets', 0))");
  const [row]: { n: number }[] = await ctx.db.query(
    'SELECT count(*)::int AS n FROM snippets WHERE owner_id IS NOT DISTINCT FROM $1::uuid',
    [ownerId],
  );
  const most = ownerId === null ? MOST.shared : MOST.own;
  if ((row?.n ?? 0) >= most) throw new AppError('TOO_MANY_SNIPPETS', `There are ${most} snippets already.`, { most });
}
