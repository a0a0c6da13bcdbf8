import * as z from 'zod/mini';
import { Id } from '../models/base.js';
import { TicketLink, TicketLinks } from '../models/ticket-links.js';
import { defineOperation } from '../operation.js';

const ticketId = z.object({ ticketId: Id });

/** What a ticket is linked with: parent, children, related ones. Links of tickets merged into it are its own. */
export const ticketLinks = defineOperation({
  id: 'ticket-links.list',
  method: 'GET',
  path: '/tickets/:ticketId/links',
  summary: 'What a ticket is linked with',
  params: ticketId,
  output: TicketLinks,
  errors: ['NOT_FOUND'],
});
/** Links a ticket with another: the other becomes its child, its parent, or a related one. Linked so already: nothing happens. */
export const addTicketLink = defineOperation({
  id: 'ticket-links.add',
  method: 'POST',
  path: '/tickets/:ticketId/links',
  summary: 'Link two tickets',
  params: ticketId,
  body: z.object({ otherId: Id, as: z.enum(['related', 'child', 'parent']) }),
  output: TicketLink,
  errors: ['NOT_FOUND', 'TICKET_MERGED', 'LINK_CYCLE', 'LINK_TAKEN'],
});
/** Takes a link away. */
export const removeTicketLink = defineOperation({
  id: 'ticket-links.remove',
  method: 'POST',
  path: '/ticket-links/:linkId/remove',
  summary: 'Take a link away',
  params: z.object({ linkId: Id }),
  output: TicketLink,
  errors: ['NOT_FOUND'],
});
