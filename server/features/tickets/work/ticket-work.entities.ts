import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Versioned } from '../../../core/db/versioned.js';

/** One line of a ticket's checklist; ids grow with time and are the order. */
@Entity('ticket_checks')
@Index('ticket_checks_ticket', ['ticketId', 'id'])
export class TicketCheckRow extends Versioned {
  @ForeignKey('tickets', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  ticketId!: string;
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'timestamptz', nullable: true }) doneAt!: Date | null;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  doneById!: string | null;
}

/** Time somebody spent on a ticket. */
@Entity('ticket_times')
@Index('ticket_times_ticket', ['ticketId', 'id'])
export class TicketTimeRow extends Versioned {
  @ForeignKey('tickets', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  ticketId!: string;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  accountId!: string | null;
  @Column({ type: 'int' }) minutes!: number;
  @Column({ type: 'text', default: '' }) note!: string;
}
