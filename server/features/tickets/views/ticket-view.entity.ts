import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { TicketSort } from '../../../../shared/models/ticket-lists.js';
import type { TicketColumn, TicketCondition } from '../../../../shared/models/ticket-views.js';
import { Versioned } from '../../../core/db/versioned.js';

/** A view of tickets: one's own (`ownerId`), a team's (`teamId`), or everybody's (neither). */
@Entity('ticket_views')
@Index('ticket_views_owner', ['ownerId'])
export class TicketViewRow extends Versioned {
  @Column({ type: 'text' }) name!: string;
  @ForeignKey('teams', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid', nullable: true })
  teamId!: string | null;
  @ForeignKey('accounts', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid', nullable: true })
  ownerId!: string | null;
  /** As it was written: an older product may have meant something else, so it is read through `readConditions` only. */
  @Column({ type: 'jsonb' }) conditions!: TicketCondition[];
  @Column({ type: 'text' }) sort!: TicketSort;
  @Column({ type: 'text', array: true, default: () => "'{}'" }) columns!: TicketColumn[];
}
