import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Versioned } from '../../core/db/versioned.js';

/** A note on a ticket. */
@Entity('messages')
@Index('messages_ticket', ['ticketId', 'createdAt', 'id'])
export class MessageRow extends Versioned {
  @ForeignKey('tickets', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  ticketId!: string;
  @Column({ type: 'text' }) kind!: 'note';
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  authorId!: string | null;
  @Column({ type: 'text' }) text!: string;
}
