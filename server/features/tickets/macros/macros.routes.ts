import * as operations from '../../../../shared/contract/macros.js';
import { anyAgent } from '../../../core/context.js';
import { type Route, route } from '../../../core/http/route.js';
import { listMacros } from './macros.query.js';
import { createMacro, editMacro, removeMacro } from './write-macros.command.js';

/** Several actions at once. Whose a macro is, the commands ask: it depends on what is made of it. */
export const macrosRoutes: readonly Route[] = [
  route(operations.listMacros, { can: anyAgent, run: listMacros }),
  route(operations.createMacro, { can: anyAgent, run: createMacro }),
  route(operations.editMacro, { can: anyAgent, run: editMacro }),
  route(operations.removeMacro, { can: anyAgent, run: removeMacro }),
];
