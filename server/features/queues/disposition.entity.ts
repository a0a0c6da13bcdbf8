import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { DispositionEffect, DispositionRequirement, Label } from '../../../shared/models/queues.js';
import { Versioned } from '../../core/db/versioned.js';
import { QueueEntity } from './queue.entity.js';

/** The outcome code of a call. A digit belongs to one active disposition per queue, and to one of those for all queues. */
@Entity('dispositions')
@Index('dispositions_digit_of_queue', ['queueId', 'digit'], { unique: true, where: 'queue_id IS NOT NULL AND is_active' })
@Index('dispositions_digit_of_all', ['digit'], { unique: true, where: 'queue_id IS NULL AND is_active' })
export class DispositionEntity extends Versioned {
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => QueueEntity, { onDelete: 'CASCADE' })
  queueId!: string | null;
  @Column({ type: 'int', nullable: true }) digit!: number | null;
  @Column({ type: 'jsonb' }) label!: Label;
  @Column({ type: 'text' }) effect!: DispositionEffect;
  @Column({ type: 'text', array: true, default: '{}' }) requires!: DispositionRequirement[];
  @Column({ type: 'boolean', default: true }) isActive!: boolean;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
}
