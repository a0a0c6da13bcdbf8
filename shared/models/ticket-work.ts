import * as z from 'zod/mini';
import { base, Id, Instant } from './base.js';

/** One line of a ticket's checklist. */
export const TicketCheck = z.object({ ...base, ticketId: Id, text: z.string(), doneAt: z.nullable(Instant), doneById: z.nullable(Id) });
export type TicketCheck = z.infer<typeof TicketCheck>;

/** Time somebody spent on a ticket, in whole minutes. */
export const TicketTime = z.object({ ...base, ticketId: Id, accountId: z.nullable(Id), minutes: z.int(), note: z.string(), at: Instant });
export type TicketTime = z.infer<typeof TicketTime>;
