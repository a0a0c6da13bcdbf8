import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Versioned } from '../../../core/db/versioned.js';

/** Two tickets that have to do with each other. A related pair stands in the order of its ids; a parent stands in front of its child. */
@Entity('ticket_links')
@Index('ticket_links_once', ['fromId', 'toId'], { unique: true })
@Index('ticket_links_one_parent', ['toId'], { unique: true, where: "kind = 'child'" })
@Index('ticket_links_to', ['toId'])
export class TicketLinkRow extends Versioned {
  @Column({ type: 'text' }) kind!: 'related' | 'child';
  @ForeignKey('tickets', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  fromId!: string;
  @ForeignKey('tickets', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  toId!: string;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  byId!: string | null;
}
