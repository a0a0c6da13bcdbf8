import type { History, HistoryEntry } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { readCursor, writeCursor } from '../../../core/db/cursor.js';
import { AppError } from '../../../core/errors.js';
import { originsOf } from '../moves/origins.query.js';
import { changesOf } from './ticket-changes.query.js';
import { interactionsOf } from './ticket-interactions.query.js';
import { messagesOf } from './ticket-messages.query.js';

/** A stretch of history that a query reads: the `limit` entries of the ticket that stand before (`at`, `key`). */
export interface Stretch {
  ticketId: string;
  limit: number;
  before: { at: Date; key: string } | null;
}

/** Entries of one stretch when the reader asks for no number. */
const USUAL = 100;

/**
 * Everything said and done on a ticket, oldest first: the latest stretch, or the one before a cursor. Each source gives its own latest entries by its
 * index (messages_ticket, interactions_ticket, audit_entity), so that a long history costs no more than a short one.
 */
export async function ticketHistory(
  ctx: Ctx,
  input: { ticketId: string; limit?: number | undefined; cursor?: string | undefined },
): Promise<History> {
  const limit = input.limit ?? USUAL;
  const stretch: Stretch = {
    ticketId: input.ticketId,
    limit: limit + 1,
    before: input.cursor === undefined ? null : position(input.cursor),
  };
  const sources = await Promise.all([messagesOf(ctx, stretch), interactionsOf(ctx, stretch), changesOf(ctx, stretch)]);
  const entries = sources.flat().sort(byTime);
  const items = entries.slice(-limit);
  const first = items[0];
  const rowIds = items.flatMap((item) =>
    item.kind === 'message' ? [item.message.id] : item.kind === 'interaction' ? [item.interaction.id] : [],
  );
  return {
    items,
    origins: await originsOf(ctx, rowIds),
    earlier: entries.length > limit && first ? writeCursor([first.at, first.key]) : null,
  };
}

function position(cursor: string): { at: Date; key: string } {
  const [at, key] = readCursor(cursor, 2);
  const instant = new Date(String(at));
  if (Number.isNaN(instant.getTime())) throw new AppError('INVALID_INPUT', 'This is not a cursor of this history.', { field: 'cursor' });
  return { at: instant, key: String(key) };
}

/** By time; entries of one instant by key, which begins with the kind: the change that made the ticket stands before its first note. */
function byTime(a: HistoryEntry, b: HistoryEntry): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.key < b.key ? -1 : 1;
}
