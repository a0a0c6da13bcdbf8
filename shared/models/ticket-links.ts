import * as z from 'zod/mini';
import { base, Id } from './base.js';
import { TicketName } from './ticket-moves.js';
import { TicketStatus } from './tickets.js';

/** Two tickets that have to do with each other. Of a `child` link `fromId` is the parent. */
export const TicketLink = z.object({ ...base, kind: z.enum(['related', 'child']), fromId: Id, toId: Id });
export type TicketLink = z.infer<typeof TicketLink>;

/** A ticket at the other end of a link. Subject and status are null for those who may not see it. */
export const LinkedTicket = z.object({ link: TicketLink, ticket: z.extend(TicketName, { status: z.nullable(TicketStatus) }) });
export type LinkedTicket = z.infer<typeof LinkedTicket>;

/** Everything a ticket is linked with. */
export const TicketLinks = z.object({ parent: z.nullable(LinkedTicket), children: z.array(LinkedTicket), related: z.array(LinkedTicket) });
export type TicketLinks = z.infer<typeof TicketLinks>;
