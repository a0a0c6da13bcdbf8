import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { MessageMail } from '../../../shared/models/mail.js';
import { Versioned } from '../../core/db/versioned.js';

/** What was written on a ticket: a note, or a mail. */
@Entity('messages')
@Index('messages_ticket', ['ticketId', 'createdAt', 'id'])
export class MessageRow extends Versioned {
  @ForeignKey('tickets', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  ticketId!: string;
  @Column({ type: 'text' }) kind!: 'note' | 'mail';
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  authorId!: string | null;
  @Column({ type: 'text' }) text!: string;
  /** What a mail has besides its text; null for notes. */
  @Column({ type: 'jsonb', nullable: true }) mail!: MessageMail | null;
}
