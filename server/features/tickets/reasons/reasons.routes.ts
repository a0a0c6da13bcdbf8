import * as operations from '../../../../shared/contract/ticket-reasons.js';
import { adminOnly, anyAgent } from '../../../core/context.js';
import { type Route, route } from '../../../core/http/route.js';
import { createReason } from './create-reason.command.js';
import { deleteReason } from './delete-reason.command.js';
import { editReason } from './edit-reason.command.js';
import { listReasons } from './list-reasons.query.js';

/** Everybody reads the tree, admins change it. */
export const reasonsRoutes: readonly Route[] = [
  route(operations.listReasons, { can: anyAgent, run: listReasons }),
  route(operations.createReason, { can: adminOnly, run: createReason }),
  route(operations.editReason, { can: adminOnly, run: editReason }),
  route(operations.deleteReason, { can: adminOnly, run: deleteReason }),
];
