import * as z from 'zod/mini';
import { Id, line, Version } from '../models/base.js';
import { Macro, MacroChange, MacroText } from '../models/macros.js';
import { defineOperation } from '../operation.js';

const macroId = z.object({ macroId: Id });
const fields = {
  name: line(80),
  audience: z.enum(['me', 'team', 'all']),
  /** With audience `team`. */
  teamId: z.optional(z.nullable(Id)),
  change: MacroChange,
  text: z.optional(z.nullable(MacroText)),
};
const errors = ['FORBIDDEN', 'INVALID_REFERENCE', 'TOO_MANY_MACROS'] as const;

/** Macros I may run: mine, those of my teams, everybody's. By name. A console runs one through `tickets.edit-many`, which takes it back as one. */
export const listMacros = defineOperation({
  id: 'macros.list',
  method: 'GET',
  path: '/macros',
  summary: 'Macros I may run',
  output: z.object({ items: z.array(Macro) }),
});
/** Makes a macro. A team's are made by its supervisors and admins, everybody's by any supervisor or admin; a shared one writes with a shared snippet. */
export const createMacro = defineOperation({
  id: 'macros.create',
  method: 'POST',
  path: '/macros',
  summary: 'Make a macro',
  body: z.object(fields),
  output: Macro,
  errors: [...errors],
});
/** Edits a macro: the whole of it is given anew. */
export const editMacro = defineOperation({
  id: 'macros.edit',
  method: 'PATCH',
  path: '/macros/:macroId',
  summary: 'Edit a macro',
  params: macroId,
  body: z.object({ ...fields, version: Version }),
  output: Macro,
  errors: ['STALE', 'NOT_FOUND', ...errors],
});
/** Takes a macro away. */
export const removeMacro = defineOperation({
  id: 'macros.remove',
  method: 'POST',
  path: '/macros/:macroId/remove',
  summary: 'Take a macro away',
  params: macroId,
  body: z.object({ version: Version }),
  output: Macro,
  errors: ['STALE', 'NOT_FOUND', 'FORBIDDEN'],
});
