import * as operations from '../../../../shared/contract/ticket-views.js';
import { anyAgent } from '../../../core/context.js';
import { type Route, route } from '../../../core/http/route.js';
import { countTicketViews, listTicketViews } from './saved-views.query.js';
import { createTicketView, editTicketView, removeTicketView } from './write-views.command.js';

/** Saved views of tickets. Whose a view is, the commands ask: it depends on what is made of it. */
export const viewsRoutes: readonly Route[] = [
  route(operations.listTicketViews, { can: anyAgent, run: listTicketViews }),
  route(operations.countTicketViews, { can: anyAgent, run: countTicketViews }),
  route(operations.createTicketView, { can: anyAgent, run: createTicketView }),
  route(operations.editTicketView, { can: anyAgent, run: editTicketView }),
  route(operations.removeTicketView, { can: anyAgent, run: removeTicketView }),
];
