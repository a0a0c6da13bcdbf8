import type {
  createMacro as createOperation,
  editMacro as editOperation,
  removeMacro as removeOperation,
} from '../../../../shared/contract/macros.js';
import type { Macro } from '../../../../shared/models/macros.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { AppError, found } from '../../../core/errors.js';
import { newId } from '../../../core/id.js';
import { withReferences } from '../reference-error.js';
import { SnippetRow } from '../snippets/snippet.entity.js';
import { usable } from '../snippets/usable.js';
import { audienceOf, refuseForeign, refuseTooMany, type Whose, whoseOf } from '../snippets/whose.js';
import { viewRooms } from '../views/view-rooms.js';
import { MacroRow } from './macro.entity.js';
import { presentMacro } from './macros.query.js';

type Written = Pick<InputOf<typeof createOperation>, 'name' | 'change' | 'text'>;

/** Makes a macro. Throws FORBIDDEN, INVALID_REFERENCE, INVALID_INPUT (does nothing; contradicts itself; a team's without a team), TOO_MANY_MACROS. */
export async function createMacro(ctx: Ctx, input: InputOf<typeof createOperation>): Promise<Macro> {
  const whose = whoseOf(ctx, input);
  refuseForeign(ctx.actor, whose);
  const actions = await actionsOf(ctx, input, whose);
  await refuseTooMany(ctx, 'macros', whose);
  const row: MacroRow = { id: newId(ctx.now.getTime()), version: 1, createdAt: ctx.now, updatedAt: ctx.now, ...whose, ...actions };
  await withReferences(() => ctx.db.insert(MacroRow, row));
  await ctx.audit({ entity: 'macros', entityId: row.id, action: 'created', changes: { name: [null, row.name] } });
  const macro = presentMacro(row);
  await ctx.publish('macro.changed', macro);
  return macro;
}

/** Edits a macro. Throws NOT_FOUND, STALE, FORBIDDEN, INVALID_REFERENCE, INVALID_INPUT, TOO_MANY_MACROS. */
export async function editMacro(ctx: Ctx, input: InputOf<typeof editOperation>): Promise<Macro> {
  const before = await mine(ctx, input.macroId);
  const whose = whoseOf(ctx, input);
  refuseForeign(ctx.actor, whose);
  if ((before.ownerId === null) !== (whose.ownerId === null)) await refuseTooMany(ctx, 'macros', whose);
  const patch: Partial<MacroRow> = { ...whose, ...(await actionsOf(ctx, input, whose)) };
  const { row, changes } = await withReferences(() => change(ctx, MacroRow, { id: before.id, expected: input.version }, patch));
  const macro = presentMacro(row);
  if (Object.keys(changes).length > 0) await ctx.publish('macro.changed', macro, { roomsBefore: viewRooms(before) });
  return macro;
}

/** Takes a macro away. Throws NOT_FOUND, STALE, FORBIDDEN. */
export async function removeMacro(ctx: Ctx, { macroId, version }: InputOf<typeof removeOperation>): Promise<Macro> {
  const row = await mine(ctx, macroId);
  const { affected } = await ctx.db.delete(MacroRow, { id: macroId, version });
  if (!affected) throw new AppError('STALE', 'The macro was changed meanwhile.', { id: row.id, version: row.version });
  await ctx.audit({ entity: 'macros', entityId: row.id, action: 'removed', changes: { name: [row.name, null] } });
  const removed = { ...presentMacro(row), version: version + 1 };
  await ctx.publish('macro.removed', removed);
  return removed;
}

async function mine(ctx: Ctx, macroId: string): Promise<MacroRow> {
  const row = found((await usable(ctx, MacroRow, macroId))[0] ?? null, 'macro');
  refuseForeign(ctx.actor, row);
  return row;
}

async function actionsOf(
  ctx: Ctx,
  { name, change: wanted, text }: Written,
  whose: Whose,
): Promise<Pick<MacroRow, 'name' | 'change' | 'writeAs' | 'snippetId'>> {
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as MacroRow['change'];
  if (Object.keys(given).length === 0 && !text) throw new AppError('INVALID_INPUT', 'A macro has to do something.', { field: 'change' });
  if ((given.status === 'planned') !== (given.plannedDays !== undefined))
    throw new AppError('INVALID_INPUT', 'The status planned and the days until it comes back go together.', { field: 'plannedDays' });
  if (given.isMine && given.ownerId !== undefined)
    throw new AppError('INVALID_INPUT', 'A ticket has one owner: whoever runs it, or the one named.', { field: 'ownerId' });
  if (text) await refuseHidden(ctx, text.snippetId, whose);
  return { name: name.trim(), change: given, writeAs: text?.as ?? null, snippetId: text?.snippetId ?? null };
}

/** Whoever may run a macro must be able to read what it writes. */
async function refuseHidden(ctx: Ctx, snippetId: string, whose: Whose): Promise<void> {
  const [snippet] = await usable(ctx, SnippetRow, snippetId);
  const reaches = (one: SnippetRow) =>
    audienceOf(whose) === 'me' || (one.ownerId === null && (one.teamId ?? whose.teamId) === whose.teamId);
  if (!snippet || !reaches(snippet))
    throw new AppError('INVALID_REFERENCE', 'The snippet is not for everybody this macro is for.', { field: 'snippet_id' });
}
