import type { TicketCheck, TicketTime } from '../../../../shared/models/ticket-work.js';
import type { TicketCheckRow, TicketTimeRow } from './ticket-work.entities.js';

/** A line of a checklist as it travels. */
export function presentCheck({ id, version, ticketId, text, doneAt, doneById }: TicketCheckRow): TicketCheck {
  return { id, version, ticketId, text, doneAt: doneAt?.toISOString() ?? null, doneById };
}

/** Time spent as it travels. */
export function presentTime({ id, version, ticketId, accountId, minutes, note, createdAt }: TicketTimeRow): TicketTime {
  return { id, version, ticketId, accountId, minutes, note, at: createdAt.toISOString() };
}
