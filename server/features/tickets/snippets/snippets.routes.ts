import * as operations from '../../../../shared/contract/snippets.js';
import { anyAgent } from '../../../core/context.js';
import { type Route, route } from '../../../core/http/route.js';
import { listSnippets } from './snippets.query.js';
import { createSnippet, editSnippet, removeSnippet } from './write-snippets.command.js';

/** Pieces of text to write with. Whose a snippet is, the commands ask: it depends on what is made of it. */
export const snippetsRoutes: readonly Route[] = [
  route(operations.listSnippets, { can: anyAgent, run: listSnippets }),
  route(operations.createSnippet, { can: anyAgent, run: createSnippet }),
  route(operations.editSnippet, { can: anyAgent, run: editSnippet }),
  route(operations.removeSnippet, { can: anyAgent, run: removeSnippet }),
];
