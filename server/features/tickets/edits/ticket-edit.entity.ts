import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { TicketBulkChange } from '../../../../shared/models/ticket-edits.js';
import { Versioned } from '../../../core/db/versioned.js';

/** What became of one ticket: field → [old, new], instants as ISO text. */
export interface ChangedTicket {
  ticketId: string;
  /** Of the ticket as the change left it. */
  version: number;
  fields: Record<string, [unknown, unknown]>;
  /** Taken back already, while others of the same change are still to be. */
  isBack?: true;
}

/** A change of several tickets at once, kept so that it can be taken back. */
@Entity('ticket_edits')
@Index('ticket_edits_by', ['byId', 'createdAt'])
export class TicketEditRow extends Versioned {
  @ForeignKey('accounts', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  byId!: string;
  @Column({ type: 'jsonb' }) change!: TicketBulkChange;
  @Column({ type: 'jsonb' }) changed!: ChangedTicket[];
  @Column({ type: 'timestamptz', nullable: true }) undoneAt!: Date | null;
}
