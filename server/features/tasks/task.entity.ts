import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { DuePrecision, TaskKind, TaskState } from '../../../shared/models/tasks.js';
import { Versioned } from '../../core/db/versioned.js';

/** A task or promise. */
@Entity('tasks')
@Index('tasks_open_owner', ['ownerId', 'dueAt', 'id'], { where: "state = 'open'" })
@Index('tasks_open_team', ['teamId', 'dueAt', 'id'], { where: "state = 'open'" })
@Index('tasks_person', ['personId', 'dueAt'], { where: 'person_id IS NOT NULL' })
@Index('tasks_company', ['companyId', 'dueAt'], { where: 'company_id IS NOT NULL' })
@Index('tasks_ticket', ['ticketId'], { where: 'ticket_id IS NOT NULL' })
export class TaskRow extends Versioned {
  @Column({ type: 'text' }) kind!: TaskKind;
  @Column({ type: 'text' }) what!: string;
  @Column({ type: 'text' }) state!: TaskState;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  ownerId!: string | null;
  @ForeignKey('teams')
  @Column({ type: 'uuid', nullable: true })
  teamId!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) dueAt!: Date | null;
  @Column({ type: 'text', nullable: true }) duePrecision!: DuePrecision | null;
  @Column({ type: 'timestamptz', nullable: true }) remindAt!: Date | null;
  @ForeignKey('persons')
  @Column({ type: 'uuid', nullable: true })
  personId!: string | null;
  @ForeignKey('companies')
  @Column({ type: 'uuid', nullable: true })
  companyId!: string | null;
  @ForeignKey('tickets')
  @Column({ type: 'uuid', nullable: true })
  ticketId!: string | null;
  @Column({ type: 'uuid', nullable: true }) callId!: string | null;
  /** When it last rang, and when that was answered. */
  @Column({ type: 'timestamptz', nullable: true }) rangAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) seenAt!: Date | null;
  /** When it passed to the team. */
  @Column({ type: 'timestamptz', nullable: true }) passedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  endedById!: string | null;
  @Column({ type: 'text', nullable: true }) dropReason!: string | null;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  createdById!: string | null;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
  /** The team came from the ticket and follows it; false when somebody gave the task a team of its own. */
  @Column({ type: 'boolean', default: false }) hasTicketTeam!: boolean;
  /** See `TaskSight`; kept on the row so that whoever loses sight of a promise is known, and told. */
  @Column({ type: 'boolean', default: false }) isConfidential!: boolean;
}
