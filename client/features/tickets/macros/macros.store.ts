import { defineStore } from 'pinia';
import { createMacro, editMacro, listMacros, removeMacro } from '../../../../shared/contract/macros';
import type { Macro } from '../../../../shared/models/macros';
import type { InputOf } from '../../../../shared/operation';
import { api } from '../../../core/api';
import { send } from '../../../core/pending';
import { onEvent } from '../../../core/sync';
import { keptByName } from '../snippets/kept-texts';

/** Several actions at once, those I may run, kept current by events. */
export const useMacros = defineStore('macros', () => {
  const { things, take, ...rest } = keptByName<Macro>(() => api(listMacros, {}));
  onEvent('macro.changed', (payload) => things.apply(payload));
  onEvent('macro.removed', ({ id, version }) => things.remove({ id, version }));
  return {
    ...rest,
    macros: things,
    create: async (input: InputOf<typeof createMacro>) => take(await send(createMacro, input)),
    edit: async (input: InputOf<typeof editMacro>) => take(await send(editMacro, input)),
    async remove({ id, version }: Macro): Promise<void> {
      things.remove(await send(removeMacro, { macroId: id, version }));
    },
  };
});
