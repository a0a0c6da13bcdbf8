import { Ref } from '../models/base.js';
import { SlaCalendar, SlaPolicy, TicketSla } from '../models/sla.js';

/** Durable events of service levels: type → payload schema. */
export const slaEvents = {
  'sla-calendar.changed': SlaCalendar,
  /** A calendar was removed; `version` is above the last one. */
  'sla-calendar.removed': Ref,
  'sla-policy.changed': SlaPolicy,
  /** A policy was removed; `version` is above the last one. */
  'sla-policy.removed': Ref,
  /** A clock of a ticket started, stopped, moved or fell due. */
  'ticket.sla-changed': TicketSla,
  /** Most of the promised time is over: once for each run of a clock. */
  'ticket.sla-warned': TicketSla,
  /** A promise was broken: once for each run of a clock, also when nobody was there to see it. */
  'ticket.sla-breached': TicketSla,
} as const;
