import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { CallOutcome } from '../../../shared/domain/call-outcome.js';
import { CallEntity } from './call.entity.js';

/**
 * One stay of a call in one queue, from entering it to the first thing that decided it there: what the figures count. A call that overflows has one
 * in each queue it was offered to; a caller who lost the agent and waits again in the same queue stays where they were counted.
 */
@Entity('queue_stays')
@Check('queue_stays_decided_at_once', '(left_at IS NULL) = (outcome IS NULL)')
@Check('queue_stays_left_after_entering', 'left_at >= entered_at')
@Index('queue_stays_by_queue', ['queueId', 'enteredAt'])
@Index('queue_stays_one_open', ['callId'], { unique: true, where: 'outcome IS NULL' })
export class QueueStayEntity {
  @ForeignKey(() => CallEntity, { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'queue_stays_pkey' })
  callId!: string;
  /** 1 is the queue the call came to first. */
  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'queue_stays_pkey' })
  number!: number;
  @Column({ type: 'uuid' }) queueId!: string;
  @Column({ type: 'timestamptz' }) enteredAt!: Date;
  /** When the caller was answered, hung up or was led elsewhere. */
  @Column({ type: 'timestamptz', nullable: true }) leftAt!: Date | null;
  @Column({ type: 'text', nullable: true }) outcome!: CallOutcome | null;
}
