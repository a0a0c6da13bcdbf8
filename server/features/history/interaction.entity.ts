import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import type { Direction, InteractionKind } from '../../../shared/models/history.js';
import { Versioned } from '../../core/db/versioned.js';

/** One contact of any kind in somebody's history. At most one per call. */
@Entity('interactions')
@Index('interactions_person', ['personId', 'at', 'id'])
@Index('interactions_company', ['companyId', 'at', 'id'])
@Index('interactions_ticket', ['ticketId', 'at', 'id'], { where: 'ticket_id IS NOT NULL' })
@Index('interactions_call', ['callId'], { unique: true, where: 'call_id IS NOT NULL' })
@Check('interactions_duration_not_negative', 'duration_s >= 0')
export class InteractionEntity extends Versioned {
  @Column({ type: 'text' }) kind!: InteractionKind;
  @Column({ type: 'text', nullable: true }) direction!: Direction | null;
  @Column({ type: 'timestamptz' }) at!: Date;
  @Column({ type: 'int', nullable: true }) durationS!: number | null;
  @ForeignKey('persons')
  @Column({ type: 'uuid', nullable: true })
  personId!: string | null;
  @ForeignKey('companies')
  @Column({ type: 'uuid', nullable: true })
  companyId!: string | null;
  @Column({ type: 'uuid', nullable: true }) ticketId!: string | null;
  /** The mail of a ticket's history it stands for; there the mail itself is shown. */
  @Column({ type: 'uuid', nullable: true }) messageId!: string | null;
  @Column({ type: 'uuid', nullable: true }) callId!: string | null;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  accountId!: string | null;
  /** Decides who may read it when the team is confidential. */
  @ForeignKey('teams')
  @Column({ type: 'uuid', nullable: true })
  teamId!: string | null;
  @Column({ type: 'text' }) summary!: string;
  @Column({ type: 'text', default: '' }) text!: string;
  @Column({ type: 'text', nullable: true }) outcome!: string | null;
  @Column({ type: 'boolean', default: true }) isHuman!: boolean;
  @Column({ type: 'boolean', default: false }) isLoggedByHand!: boolean;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
}
