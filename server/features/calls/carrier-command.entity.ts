import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CallEntity } from './call.entity.js';

/** What we ask the carrier to do with a leg. */
export type CarrierCommandKind = 'dequeue' | 'redirect' | 'hold' | 'resume' | 'mute' | 'unmute' | 'digits' | 'hang-up' | 'fetch';

/** One request to the carrier: claim · network · result. UNKNOWN: its answer was lost, it may have happened. */
@Entity('carrier_commands')
@Index('carrier_commands_by_call', ['callId', 'createdAt'])
@Index('carrier_commands_open', ['createdAt'], { where: `state IN ('PENDING', 'INFLIGHT', 'UNKNOWN')` })
export class CarrierCommandEntity {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @ForeignKey(() => CallEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  callId!: string;
  @Column({ type: 'uuid' }) legId!: string;
  @Column({ type: 'text' }) kind!: CarrierCommandKind;
  @Column({ type: 'int' }) visit!: number;
  @Column({ type: 'text', nullable: true }) argument!: string | null;
  @Column({ type: 'text' }) state!: 'PENDING' | 'INFLIGHT' | 'DONE' | 'UNKNOWN' | 'FAILED' | 'SKIPPED';
  @Column({ type: 'int', default: 0 }) attempts!: number;
  /** Node that has it in flight. */
  @Column({ type: 'uuid', nullable: true }) nodeId!: string | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) finishedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) result!: string | null;
}
