import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { TicketState } from '../../../shared/domain/ticket-status.js';
import type { OpeningHours } from '../../../shared/models/queues.js';
import type { HolidayRegion, SlaConditions, SlaDay, SlaTarget, SlaTicketClock } from '../../../shared/models/sla.js';
import { Versioned } from '../../core/db/versioned.js';

/** The hours in which promised time counts. */
@Entity('sla_calendars')
export class SlaCalendarRow extends Versioned {
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) timeZone!: string;
  @Column({ type: 'jsonb' }) hours!: OpeningHours[];
  @Column({ type: 'text', nullable: true }) region!: HolidayRegion | null;
  @Column({ type: 'jsonb', default: [] }) days!: SlaDay[];
  @Column({ type: 'jsonb', default: [] }) importedDays!: SlaDay[];
}

/** What is promised for which tickets. */
@Entity('sla_policies')
export class SlaPolicyRow extends Versioned {
  @Column({ type: 'text' }) name!: string;
  @ForeignKey('sla_calendars')
  @Column({ type: 'uuid' })
  calendarId!: string;
  @Column({ type: 'jsonb' }) conditions!: SlaConditions;
  @Column({ type: 'int', nullable: true }) firstResponse!: number | null;
  @Column({ type: 'int', nullable: true }) nextResponse!: number | null;
  @Column({ type: 'int', nullable: true }) resolution!: number | null;
  @Column({ type: 'int', default: 75 }) warnPercent!: number;
  @Column({ type: 'boolean', default: true }) isActive!: boolean;
}

/** A state of a ticket and since when, ms. */
export interface KeptState {
  at: number;
  state: TicketState;
}

/** How the promises on a ticket stand; `id` is the ticket's. */
@Entity('ticket_slas')
@Index('ticket_slas_due', ['dueAt', 'id'], { where: 'due_at IS NOT NULL' })
@ForeignKey('tickets', ['id'], ['id'], { onDelete: 'CASCADE' })
export class TicketSlaRow extends Versioned {
  @Column({ type: 'uuid', nullable: true }) policyId!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) dueAt!: Date | null;
  @Column({ type: 'text', nullable: true }) dueTarget!: SlaTarget | null;
  @Column({ type: 'jsonb', default: [] }) clocks!: SlaTicketClock[];
  /** Where the ticket stood when. Kept here because the audit of a change is written after those who react to it. */
  @Column({ type: 'jsonb', default: [] }) states!: KeptState[];
}
