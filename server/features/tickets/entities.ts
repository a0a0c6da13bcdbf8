import { DraftRow } from './drafts/draft.entity.js';
import { MessageRow } from './message.entity.js';
import { TicketNumberRow } from './numbers/ticket-number.entity.js';
import { TicketReasonRow } from './reasons/ticket-reason.entity.js';
import { TicketRow } from './ticket.entity.js';

/** Entities of the tickets feature, for the data source and the drift test. */
export const ticketsEntities = [TicketReasonRow, TicketRow, TicketNumberRow, MessageRow, DraftRow] as const;
