import { deleteDraft, getDraft, listDrafts, saveDraft } from '../../../shared/contract/drafts.js';
import { createReason, deleteReason, editReason, listReasons } from '../../../shared/contract/ticket-reasons.js';
import * as operations from '../../../shared/contract/tickets.js';
import { adminOnly, anyAgent, type Policy } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { type Route, route } from '../../core/http/route.js';
import { addNote } from './add-note.command.js';
import { assignTicket } from './assign-ticket.command.js';
import { closeTicket } from './close-ticket.command.js';
import { countTickets } from './count-tickets.query.js';
import { createReason as createReasonCommand } from './create-reason.command.js';
import { createTicket } from './create-ticket.command.js';
import { deleteDraft as deleteDraftCommand } from './delete-draft.command.js';
import { deleteReason as deleteReasonCommand } from './delete-reason.command.js';
import { draftByKey, listDrafts as listDraftsQuery } from './drafts.query.js';
import { editReason as editReasonCommand } from './edit-reason.command.js';
import { editTicket } from './edit-ticket.command.js';
import { findByNumber } from './find-by-number.query.js';
import { followTicket, unfollowTicket } from './follow-ticket.command.js';
import { linkTicket } from './link-ticket.command.js';
import { listReasons as listReasonsQuery } from './list-reasons.query.js';
import { listTickets } from './list-tickets.query.js';
import { reopenTicket } from './reopen-ticket.command.js';
import { saveDraft as saveDraftCommand } from './save-draft.command.js';
import { ticketById } from './ticket-by-id.query.js';
import { ticketHistory } from './ticket-history.query.js';
import { maySeeTicket } from './tickets.policy.js';

/** Whoever sees a ticket may work on it. For the others there is none: NOT_FOUND. */
const onVisibleTicket: Policy<{ ticketId: string }> = async (ctx, { ticketId }) =>
  found((await maySeeTicket(ctx, ticketId)) || null, 'ticket');

/** Operation → policy → command or query. */
export const ticketsRoutes: readonly Route[] = [
  route(operations.createTicket, { can: anyAgent, run: createTicket }),
  route(operations.getTicket, { can: anyAgent, run: (ctx, { ticketId }) => ticketById(ctx, ticketId) }),
  route(operations.findByNumber, { can: anyAgent, run: findByNumber }),
  route(operations.listTickets, { can: anyAgent, run: listTickets }),
  route(operations.countTickets, { can: anyAgent, run: countTickets }),
  route(operations.ticketHistory, { can: onVisibleTicket, run: ticketHistory }),
  route(operations.editTicket, { can: onVisibleTicket, run: editTicket }),
  route(operations.assignTicket, { can: onVisibleTicket, run: assignTicket }),
  route(operations.linkTicket, { can: onVisibleTicket, run: linkTicket }),
  route(operations.addNote, { can: onVisibleTicket, run: addNote }),
  route(operations.followTicket, { can: onVisibleTicket, run: followTicket }),
  route(operations.unfollowTicket, { can: onVisibleTicket, run: unfollowTicket }),
  route(operations.closeTicket, { can: onVisibleTicket, run: closeTicket }),
  route(operations.reopenTicket, { can: onVisibleTicket, run: reopenTicket }),
  route(listReasons, { can: anyAgent, run: listReasonsQuery }),
  route(createReason, { can: adminOnly, run: createReasonCommand }),
  route(editReason, { can: adminOnly, run: editReasonCommand }),
  route(deleteReason, { can: adminOnly, run: deleteReasonCommand }),
  route(listDrafts, { can: anyAgent, run: listDraftsQuery }),
  route(getDraft, { can: anyAgent, run: async (ctx, { key }) => ({ draft: await draftByKey(ctx, key) }) }),
  route(saveDraft, { can: anyAgent, run: saveDraftCommand }),
  route(deleteDraft, { can: anyAgent, run: deleteDraftCommand }),
];
