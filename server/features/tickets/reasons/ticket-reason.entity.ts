import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Versioned } from '../../../core/db/versioned.js';

/** A reason in the tree of settings. Unique by name among its siblings. */
@Entity('ticket_reasons')
@Index('ticket_reasons_name_unique', { synchronize: false })
export class TicketReasonRow extends Versioned {
  @ForeignKey('ticket_reasons')
  @Column({ type: 'uuid', nullable: true })
  parentId!: string | null;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'int' }) position!: number;
  @Column({ type: 'text', nullable: true }) kind!: string | null;
  @Column({ type: 'boolean', default: true }) isActive!: boolean;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
}
