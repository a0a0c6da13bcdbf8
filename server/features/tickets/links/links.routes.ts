import * as operations from '../../../../shared/contract/ticket-links.js';
import type { Policy } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { type Route, route } from '../../../core/http/route.js';
import { maySeeTicket } from '../tickets.policy.js';
import { endsOfLink } from './ends-of-link.query.js';
import { addTicketLink, removeTicketLink } from './link-tickets.command.js';
import { ticketLinks } from './ticket-links.query.js';

const onTicket: Policy<{ ticketId: string }> = async (ctx, { ticketId }) => found((await maySeeTicket(ctx, ticketId)) || null, 'ticket');
const onBoth: Policy<{ ticketId: string; otherId: string }> = async (ctx, { ticketId, otherId }) =>
  found(((await maySeeTicket(ctx, ticketId)) && (await maySeeTicket(ctx, otherId))) || null, 'ticket');
/** Whoever sees one of its ends may take a link away: it says nothing of the other. */
const onLink: Policy<{ linkId: string }> = async (ctx, { linkId }) => {
  const [from, to] = await endsOfLink(ctx, linkId);
  return found((await maySeeTicket(ctx, from)) || (await maySeeTicket(ctx, to)) || null, 'link');
};

/** Links between tickets. */
export const linksRoutes: readonly Route[] = [
  route(operations.ticketLinks, { can: onTicket, run: ticketLinks }),
  route(operations.addTicketLink, { can: onBoth, run: addTicketLink }),
  route(operations.removeTicketLink, { can: onLink, run: removeTicketLink }),
];
