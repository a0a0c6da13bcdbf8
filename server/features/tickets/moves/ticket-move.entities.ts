import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Versioned } from '../../../core/db/versioned.js';
import type { Restore } from './kept-ticket.js';

/** Tickets that were merged or split: where everything came from, where it stands, and what undoing gives back. */
@Entity('ticket_moves')
@Index('ticket_moves_from', ['fromId'])
@Index('ticket_moves_into', ['intoId'])
export class TicketMoveRow extends Versioned {
  @Column({ type: 'text' }) kind!: 'merge' | 'split';
  @ForeignKey('tickets', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  fromId!: string;
  @ForeignKey('tickets', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  intoId!: string;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  byId!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) undoneAt!: Date | null;
  @Column({ type: 'jsonb' }) restore!: Restore;
  /** Versions of both tickets right after the move: while they stand, it can be undone. */
  @Column({ type: 'int' }) fromVersion!: number;
  @Column({ type: 'int' }) intoVersion!: number;
}

/** One row that moved with a ticket, by the table it stands in: the way back, and where it came from. */
@Entity('ticket_moved_rows')
@Index('ticket_moved_rows_row', ['rowId'])
export class TicketMovedRow {
  @ForeignKey(() => TicketMoveRow, { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid' })
  moveId!: string;
  @PrimaryColumn({ type: 'text' }) kind!: string;
  @PrimaryColumn({ type: 'uuid' }) rowId!: string;
}
