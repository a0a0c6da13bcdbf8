import type { Macro } from '../../../../shared/models/macros.js';
import type { Ctx } from '../../../core/context.js';
import { usable } from '../snippets/usable.js';
import { audienceOf } from '../snippets/whose.js';
import { MacroRow } from './macro.entity.js';

/** A macro as it travels. */
export function presentMacro(row: MacroRow): Macro {
  const { id, version, name, teamId, ownerId, change, writeAs, snippetId } = row;
  const text = writeAs === null || snippetId === null ? null : { as: writeAs, snippetId };
  return { id, version, name, audience: audienceOf(row), teamId, ownerId, change, text };
}

/** The macros the actor may run, by name. */
export async function listMacros(ctx: Ctx): Promise<{ items: Macro[] }> {
  return { items: (await usable(ctx, MacroRow, null)).map(presentMacro) };
}
