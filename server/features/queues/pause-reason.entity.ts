import { Column, Entity, Index } from 'typeorm';
import type { Label } from '../../../shared/models/queues.js';
import { Versioned } from '../../core/db/versioned.js';

/** Why an agent is on pause. */
@Entity('pause_reasons')
@Index('pause_reasons_digit', ['digit'], { unique: true, where: 'is_active' })
export class PauseReasonEntity extends Versioned {
  @Column({ type: 'int', nullable: true }) digit!: number | null;
  @Column({ type: 'jsonb' }) label!: Label;
  @Column({ type: 'int', nullable: true }) limitMinutes!: number | null;
  @Column({ type: 'boolean', default: true }) isActive!: boolean;
}
