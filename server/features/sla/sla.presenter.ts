import type { SlaCalendar, SlaPolicy, TicketSla } from '../../../shared/models/sla.js';
import type { SlaCalendarRow, SlaPolicyRow, TicketSlaRow } from './sla.entities.js';

/** A calendar as it travels. */
export function presentCalendar({ createdAt: _made, updatedAt: _changed, ...calendar }: SlaCalendarRow): SlaCalendar {
  return { ...calendar };
}

/** A policy as it travels. */
export function presentPolicy({ createdAt: _made, updatedAt: _changed, ...policy }: SlaPolicyRow): SlaPolicy {
  return { ...policy };
}

/** The promises on a ticket as they travel. */
export function presentTicketSla(row: Omit<TicketSlaRow, 'createdAt' | 'updatedAt' | 'states'>): TicketSla {
  const { id, version, policyId, dueAt, dueTarget, clocks } = row;
  return { id, version, policyId, dueAt: dueAt?.toISOString() ?? null, dueTarget, clocks };
}
