import * as operations from '../../../shared/contract/tickets.js';
import { anyAgent, type Policy } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { type Route, route } from '../../core/http/route.js';
import { addNote } from './add-note.command.js';
import { assignTicket } from './assign-ticket.command.js';
import { closeTicket } from './close-ticket.command.js';
import { createTicket } from './create-ticket.command.js';
import { draftsRoutes } from './drafts/drafts.routes.js';
import { editTicket } from './edit-ticket.command.js';
import { editsRoutes } from './edits/edits.routes.js';
import { followTicket, unfollowTicket } from './follow-ticket.command.js';
import { ticketHistory } from './history/ticket-history.query.js';
import { linkTicket } from './link-ticket.command.js';
import { linksRoutes } from './links/links.routes.js';
import { countTickets } from './lists/count-tickets.query.js';
import { listTickets } from './lists/list-tickets.query.js';
import { macrosRoutes } from './macros/macros.routes.js';
import { seeMention } from './mention.command.js';
import { listMentionable } from './mentionable.query.js';
import { movesRoutes } from './moves/moves.routes.js';
import { findByNumber, type NumberHooks } from './numbers/find-by-number.query.js';
import { reasonsRoutes } from './reasons/reasons.routes.js';
import { reopenTicket } from './reopen-ticket.command.js';
import { seeQuietReplies } from './see-quiet-replies.command.js';
import { snippetsRoutes } from './snippets/snippets.routes.js';
import { ticketById } from './ticket-by-id.query.js';
import { maySeeTicket, mayWriteTicket } from './tickets.policy.js';
import { viewsRoutes } from './views/views.routes.js';
import { workRoutes } from './work/work.routes.js';

/** Whoever sees a ticket may work on it. For the others there is none: NOT_FOUND. */
const onVisibleTicket: Policy<{ ticketId: string }> = async (ctx, { ticketId }) =>
  found((await maySeeTicket(ctx, ticketId)) || null, 'ticket');

/** The same, and where a merged one is now. */
const onWritableTicket: Policy<{ ticketId: string }> = async (ctx, { ticketId }) =>
  found((await mayWriteTicket(ctx, ticketId)) || null, 'ticket');

/** What tickets must know of features above them. */
export type TicketsHooks = NumberHooks;

/** Operation → policy → command or query. */
export const ticketsRoutes = (hooks: TicketsHooks): readonly Route[] => [
  route(operations.createTicket, { can: anyAgent, run: createTicket }),
  route(operations.getTicket, { can: anyAgent, run: (ctx, { ticketId }) => ticketById(ctx, ticketId) }),
  route(operations.findByNumber, { can: anyAgent, run: (ctx, input) => findByNumber(ctx, input, hooks) }),
  route(operations.listTickets, { can: anyAgent, run: listTickets }),
  route(operations.countTickets, { can: anyAgent, run: countTickets }),
  route(operations.ticketHistory, { can: onVisibleTicket, run: ticketHistory }),
  route(operations.editTicket, { can: onVisibleTicket, run: editTicket }),
  route(operations.assignTicket, { can: onVisibleTicket, run: assignTicket }),
  route(operations.linkTicket, { can: onVisibleTicket, run: linkTicket }),
  route(operations.seeQuietReplies, { can: onVisibleTicket, run: seeQuietReplies }),
  route(operations.seeMention, { can: onVisibleTicket, run: seeMention }),
  route(operations.listMentionable, { can: onVisibleTicket, run: listMentionable }),
  route(operations.addNote, { can: onWritableTicket, run: addNote }),
  route(operations.followTicket, { can: onVisibleTicket, run: followTicket }),
  route(operations.unfollowTicket, { can: onVisibleTicket, run: unfollowTicket }),
  route(operations.closeTicket, { can: onVisibleTicket, run: closeTicket }),
  route(operations.reopenTicket, { can: onVisibleTicket, run: reopenTicket }),
  ...movesRoutes,
  ...linksRoutes,
  ...workRoutes,
  ...viewsRoutes,
  ...snippetsRoutes,
  ...macrosRoutes,
  ...editsRoutes,
  ...reasonsRoutes,
  ...draftsRoutes,
];
