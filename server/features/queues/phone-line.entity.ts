import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Versioned } from '../../core/db/versioned.js';
import { QueueEntity } from './queue.entity.js';

/** A number of ours that people call. */
@Entity('phone_lines')
@Index('phone_lines_e164_unique', ['e164'], { unique: true })
@Index('phone_lines_queue', ['queueId'])
export class PhoneLineEntity extends Versioned {
  @Column({ type: 'text' }) e164!: string;
  @Column({ type: 'text' }) label!: string;
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => QueueEntity, { onDelete: 'SET NULL' })
  queueId!: string | null;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
}
