import type { TicketMove } from '../../../../shared/models/ticket-moves.js';
import type { TicketMoveRow } from './ticket-move.entities.js';

/** What of a move travels. */
export type MoveColumns = Pick<TicketMoveRow, 'id' | 'version' | 'kind' | 'fromId' | 'intoId' | 'byId' | 'createdAt' | 'undoneAt'>;

/** A merge or split as it travels. */
export function presentMove(row: MoveColumns): TicketMove {
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    fromId: row.fromId,
    intoId: row.intoId,
    byId: row.byId,
    at: row.createdAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}
