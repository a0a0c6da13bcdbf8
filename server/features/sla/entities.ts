import { SlaCalendarRow, SlaPolicyRow, TicketSlaRow } from './sla.entities.js';

/** Entities of service levels, for the data source and the drift test. */
export const slaEntities = [SlaCalendarRow, SlaPolicyRow, TicketSlaRow] as const;
