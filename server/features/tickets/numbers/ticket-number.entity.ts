import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Every number ever drawn. It leads to a ticket (its own, or the one picked instead), else to the call it was drawn for. */
@Entity('ticket_numbers')
@Index('ticket_numbers_ticket', ['ticketId'], { where: 'ticket_id IS NOT NULL' })
export class TicketNumberRow {
  @PrimaryColumn({ type: 'bigint' }) number!: string;
  @ForeignKey('tickets', { onDelete: 'SET NULL' })
  @Column({ type: 'uuid', nullable: true })
  ticketId!: string | null;
  @Column({ type: 'uuid', nullable: true }) callId!: string | null;
  @Column({ type: 'timestamptz' }) drawnAt!: Date;
}
