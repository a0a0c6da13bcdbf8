import { DraftRow } from './draft.entity.js';
import { MessageRow } from './message.entity.js';
import { TicketRow } from './ticket.entity.js';
import { TicketNumberRow } from './ticket-number.entity.js';
import { TicketReasonRow } from './ticket-reason.entity.js';

/** Entities of the tickets feature, for the data source and the drift test. */
export const ticketsEntities = [TicketReasonRow, TicketRow, TicketNumberRow, MessageRow, DraftRow] as const;
