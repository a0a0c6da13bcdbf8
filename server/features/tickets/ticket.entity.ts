import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Versioned } from '../../core/db/versioned.js';

/** A ticket. `number` is the counter without its check digit; TypeORM hands bigint over as text. */
@Entity('tickets')
@Index('tickets_number_unique', ['number'], { unique: true })
@Index('tickets_open', ['activeAt', 'id'], { where: 'ended_at IS NULL' })
@Index('tickets_open_owner', ['ownerId', 'activeAt', 'id'], { where: 'ended_at IS NULL' })
@Index('tickets_open_team', ['teamId', 'activeAt', 'id'], { where: 'ended_at IS NULL' })
@Index('tickets_active', ['activeAt', 'id'])
@Index('tickets_person', ['personId', 'activeAt'], { where: 'person_id IS NOT NULL' })
@Index('tickets_company', ['companyId', 'activeAt'], { where: 'company_id IS NOT NULL' })
@Index('tickets_reason', ['reasonId'], { where: 'reason_id IS NOT NULL' })
@Index('tickets_quiet', ['activeAt', 'id'], { where: 'quiet_replies > 0' })
@Index('tickets_mentioned', ['activeAt', 'id'], { where: "mentioned_ids <> '{}'" })
@Index('tickets_merged', ['mergedIntoId'], { where: 'merged_into_id IS NOT NULL' })
@Index('tickets_followers', { synchronize: false })
@Index('tickets_tags', { synchronize: false })
@Index('tickets_subject_trgm', { synchronize: false })
@Index('tickets_open_priority', { synchronize: false })
@Index('tickets_priority', { synchronize: false })
export class TicketRow extends Versioned {
  @Column({ type: 'bigint' }) number!: string;
  @Column({ type: 'text' }) subject!: string;
  @Column({ type: 'text' }) kind!: string;
  @ForeignKey('ticket_reasons')
  @Column({ type: 'uuid', nullable: true })
  reasonId!: string | null;
  @Column({ type: 'text' }) status!: string;
  @Column({ type: 'smallint' }) priority!: number;
  @ForeignKey('teams')
  @Column({ type: 'uuid', nullable: true })
  teamId!: string | null;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  ownerId!: string | null;
  @Column({ type: 'uuid', array: true, default: () => "'{}'" }) followerIds!: string[];
  @ForeignKey('persons')
  @Column({ type: 'uuid', nullable: true })
  personId!: string | null;
  @ForeignKey('companies')
  @Column({ type: 'uuid', nullable: true })
  companyId!: string | null;
  @Column({ type: 'text', array: true, default: () => "'{}'" }) tags!: string[];
  @Column({ type: 'timestamptz', nullable: true }) plannedFor!: Date | null;
  /** Last note, call or mail: what lists sort by. */
  @Column({ type: 'timestamptz' }) activeAt!: Date;
  /** Set exactly while the status is solved or closed: what the partial indexes stand on. */
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  createdById!: string | null;
  /** When the customer first heard from us by mail. */
  @Column({ type: 'timestamptz', nullable: true }) firstAnsweredAt!: Date | null;
  /** Mails that only thanked after the end and that nobody has looked at yet. */
  @Column({ type: 'int', default: 0 }) quietReplies!: number;
  /** Colleagues a note spoke to who have not looked since. */
  @Column({ type: 'uuid', array: true, default: () => "'{}'" }) mentionedIds!: string[];
  /** How it came: `mail`, `phone`, `desk`. */
  @Column({ type: 'text', default: 'desk' }) channel!: string;
  /** The ticket it went up in: everything said on it stands there. It may itself have been merged since. */
  @Column({ type: 'uuid', nullable: true }) mergedIntoId!: string | null;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
}
