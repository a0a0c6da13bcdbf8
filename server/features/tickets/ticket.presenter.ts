import { formatTicketNumber, type TicketNumberStyle, ticketDigits } from '../../../shared/domain/ticket-number.js';
import type { Ticket, TicketChannel, TicketKind, TicketLite, TicketStatus } from '../../../shared/models/tickets.js';
import type { TicketColumns } from './ticket-columns.js';

/** A ticket as it travels. */
export function presentTicket(row: TicketColumns, style: TicketNumberStyle): Ticket {
  return {
    id: row.id,
    version: row.version,
    ...presentNumber(row.number, style),
    subject: row.subject,
    kind: row.kind as TicketKind,
    reasonId: row.reasonId,
    status: row.status as TicketStatus,
    priority: row.priority,
    teamId: row.teamId,
    ownerId: row.ownerId,
    followerIds: row.followerIds,
    personId: row.personId,
    companyId: row.companyId,
    tags: row.tags,
    plannedFor: row.plannedFor?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    activeAt: row.activeAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    createdById: row.createdById,
    firstAnsweredAt: row.firstAnsweredAt?.toISOString() ?? null,
    quietReplies: row.quietReplies,
    mentionedIds: row.mentionedIds,
    channel: row.channel as TicketChannel,
    mergedIntoId: row.mergedIntoId,
    isDemo: row.isDemo,
  };
}

/** What the caller card shows of a ticket. */
export function presentTicketLite(row: TicketColumns, style: TicketNumberStyle): TicketLite {
  const { id, version, number, numberText, subject, kind, status, priority, teamId, ownerId, activeAt } = presentTicket(row, style);
  return { id, version, number, numberText, subject, kind, status, priority, teamId, ownerId, activeAt };
}

/** A counter as digits to compare and as text to show. */
export function presentNumber(counter: string | number, style: TicketNumberStyle): { number: string; numberText: string } {
  return { number: ticketDigits(Number(counter), style), numberText: formatTicketNumber(Number(counter), style) };
}
