import * as operations from '../../../../shared/contract/ticket-edits.js';
import { anyAgent } from '../../../core/context.js';
import { type Route, route } from '../../../core/http/route.js';
import { editTickets } from './edit-tickets.command.js';
import { listTicketEdits } from './ticket-edits.query.js';
import { undoTicketEdit } from './undo-edit.command.js';

/** Changes of several tickets. Each ticket's sight is asked in the command; a change is taken back by whoever made it. */
export const editsRoutes: readonly Route[] = [
  route(operations.editTickets, { can: anyAgent, run: editTickets }),
  route(operations.listTicketEdits, { can: anyAgent, run: listTicketEdits }),
  route(operations.undoTicketEdit, { can: anyAgent, run: undoTicketEdit }),
];
