import * as operations from '../../../../shared/contract/drafts.js';
import { anyAgent } from '../../../core/context.js';
import { type Route, route } from '../../../core/http/route.js';
import { deleteDraft } from './delete-draft.command.js';
import { draftByKey, listDrafts } from './drafts.query.js';
import { saveDraft } from './save-draft.command.js';

/** Drafts are the actor's own: no command reads another account's. */
export const draftsRoutes: readonly Route[] = [
  route(operations.listDrafts, { can: anyAgent, run: listDrafts }),
  route(operations.getDraft, { can: anyAgent, run: async (ctx, { key }) => ({ draft: await draftByKey(ctx, key) }) }),
  route(operations.saveDraft, { can: anyAgent, run: saveDraft }),
  route(operations.deleteDraft, { can: anyAgent, run: deleteDraft }),
];
