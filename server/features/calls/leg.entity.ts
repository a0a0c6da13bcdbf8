import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { LegStatus } from '../../../shared/domain/leg-state.js';
import { Versioned } from '../../core/db/versioned.js';
import { CallEntity } from './call.entity.js';

/** One phone connection of a call, with what we know of it in the room. */
@Entity('legs')
@Index('legs_call_sid_key', ['callSid'], { unique: true })
@Index('legs_by_call', ['callId'])
@Index('legs_alive', ['lastEventAt'], { where: 'ended_at IS NULL' })
export class LegEntity extends Versioned {
  @ForeignKey(() => CallEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  callId!: string;
  @Column({ type: 'text' }) role!: 'customer' | 'agent';
  @Column({ type: 'uuid', nullable: true }) agentId!: string | null;
  @Column({ type: 'text' }) label!: string;
  @Column({ type: 'text' }) callSid!: string;
  @Column({ type: 'text' }) status!: LegStatus;
  /** Membership of the room: last writer by sequence number (shared/domain/conference-membership). */
  @Column({ type: 'boolean', default: false }) isInRoom!: boolean;
  @Column({ type: 'boolean', default: false }) isMuted!: boolean;
  @Column({ type: 'boolean', default: false }) isHeld!: boolean;
  @Column({ type: 'text', nullable: true }) roomSid!: string | null;
  @Column({ type: 'int', default: -1 }) roomSequence!: number;
  @Column({ type: 'timestamptz', nullable: true }) roomAt!: Date | null;
  /** We asked the carrier to end it: its leaving is no loss. */
  @Column({ type: 'boolean', default: false }) isReleased!: boolean;
  @Column({ type: 'timestamptz', nullable: true }) joinedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) leftAt!: Date | null;
  @Column({ type: 'text', nullable: true }) leftReason!: string | null;
  @Column({ type: 'timestamptz' }) lastEventAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ type: 'int', nullable: true }) durationSeconds!: number | null;
  @Column({ type: 'text', nullable: true }) sipCode!: string | null;
}
