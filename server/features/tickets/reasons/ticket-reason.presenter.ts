import type { TicketKind, TicketReason } from '../../../../shared/models/tickets.js';
import type { TicketReasonRow } from './ticket-reason.entity.js';

/** A reason as it travels. */
export function presentReason(row: TicketReasonRow): TicketReason {
  const { id, version, parentId, name, position, isActive, isDemo } = row;
  return { id, version, parentId, name, position, kind: row.kind as TicketKind | null, isActive, isDemo };
}
