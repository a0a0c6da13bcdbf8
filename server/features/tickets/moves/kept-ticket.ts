import type { TicketRow } from '../ticket.entity.js';

/** Fields that a move may change. */
const FIELDS = [
  ...(['status', 'priority', 'teamId', 'ownerId', 'followerIds', 'personId', 'companyId', 'reasonId', 'tags', 'quietReplies'] as const),
  ...(['mentionedIds', 'mergedIntoId', 'plannedFor', 'activeAt', 'endedAt', 'firstAnsweredAt'] as const),
];
const INSTANTS: ReadonlySet<string> = new Set(['plannedFor', 'activeAt', 'endedAt', 'firstAnsweredAt']);

/** A ticket as it was before a move; instants as text. */
type KeptTicket = Record<string, unknown>;

/** What undoing a move gives back. */
export interface Restore {
  from: KeptTicket;
  into: KeptTicket;
  /** Counters of the numbers that led to `from`. */
  numbers: string[];
}

/** Writes down what a move may change. */
export function keepTicket(row: TicketRow): KeptTicket {
  return JSON.parse(JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, row[field]])))) as KeptTicket;
}

/** The patch that makes a ticket what it was. */
export function restoredTicket(kept: KeptTicket): Partial<TicketRow> {
  const entries = Object.entries(kept).map(([field, value]) => [
    field,
    INSTANTS.has(field) && typeof value === 'string' ? new Date(value) : value,
  ]);
  return Object.fromEntries(entries) as Partial<TicketRow>;
}
