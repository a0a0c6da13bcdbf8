import * as z from 'zod/mini';
import { Id, line, text, Version } from '../models/base.js';
import { Snippet } from '../models/snippets.js';
import { defineOperation } from '../operation.js';

const snippetId = z.object({ snippetId: Id });
const fields = {
  name: line(80),
  shortcut: z.optional(z.string().check(z.regex(/^[\p{L}\p{N}_-]{0,20}$/u))),
  audience: z.enum(['me', 'team', 'all']),
  /** With audience `team`. */
  teamId: z.optional(z.nullable(Id)),
  textDe: z.optional(text(20_000)),
  textEn: z.optional(text(20_000)),
};

/** Snippets I may use: mine, those of my teams, everybody's. By name. */
export const listSnippets = defineOperation({
  id: 'snippets.list',
  method: 'GET',
  path: '/snippets',
  summary: 'Snippets I may use',
  output: z.object({ items: z.array(Snippet) }),
});
/** Makes a snippet. A team's are made by its supervisors and admins, everybody's by any supervisor or admin. */
export const createSnippet = defineOperation({
  id: 'snippets.create',
  method: 'POST',
  path: '/snippets',
  summary: 'Make a snippet',
  body: z.object(fields),
  output: Snippet,
  errors: ['FORBIDDEN', 'INVALID_REFERENCE', 'UNKNOWN_VARIABLE', 'TOO_MANY_SNIPPETS'],
});
/** Edits a snippet: the whole of it is given anew. */
export const editSnippet = defineOperation({
  id: 'snippets.edit',
  method: 'PATCH',
  path: '/snippets/:snippetId',
  summary: 'Edit a snippet',
  params: snippetId,
  body: z.object({ ...fields, version: Version }),
  output: Snippet,
  errors: ['STALE', 'NOT_FOUND', 'FORBIDDEN', 'INVALID_REFERENCE', 'UNKNOWN_VARIABLE', 'TOO_MANY_SNIPPETS'],
});
/** Takes a snippet away. */
export const removeSnippet = defineOperation({
  id: 'snippets.remove',
  method: 'POST',
  path: '/snippets/:snippetId/remove',
  summary: 'Take a snippet away',
  params: snippetId,
  body: z.object({ version: Version }),
  output: Snippet,
  errors: ['STALE', 'NOT_FOUND', 'FORBIDDEN'],
});
