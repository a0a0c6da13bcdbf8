import * as z from 'zod/mini';
import { text } from '../models/base.js';
import { Draft } from '../models/tickets.js';
import { defineOperation } from '../operation.js';

const draftKey = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[\w:.-]+$/));
/** My drafts; those that were sent or thrown away are left out. */
export const listDrafts = defineOperation({
  id: 'drafts.list',
  method: 'GET',
  path: '/me/drafts',
  summary: 'My drafts',
  scope: 'none',
  output: z.object({ items: z.array(Draft) }),
});
/** One draft of mine; null when nothing was ever typed there. */
export const getDraft = defineOperation({
  id: 'drafts.get',
  method: 'GET',
  path: '/me/drafts/:key',
  summary: 'One draft of mine',
  scope: 'none',
  params: z.object({ key: draftKey }),
  output: z.object({ draft: z.nullable(Draft) }),
});
/** Keeps a draft. `revision` must be greater than the kept one (last known + 1), else STALE: another tab typed meanwhile. */
export const saveDraft = defineOperation({
  id: 'drafts.save',
  method: 'PUT',
  path: '/me/drafts/:key',
  summary: 'Keep a draft',
  scope: 'none',
  params: z.object({ key: draftKey }),
  body: z.object({ revision: z.int().check(z.minimum(1)), text: text(20_000) }),
  output: Draft,
  errors: ['STALE'],
  keepsAnswer: false,
});
/** Throws a draft away (sent, or not wanted). The revision is remembered, so that a late save of an older tab does not bring it back. */
export const deleteDraft = defineOperation({
  id: 'drafts.delete',
  method: 'DELETE',
  path: '/me/drafts/:key',
  summary: 'Throw a draft away',
  scope: 'none',
  params: z.object({ key: draftKey }),
  output: z.object({ draft: z.nullable(Draft) }),
});
