import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { CallEntity } from './call.entity.js';

/** One line of what happened to a call. Only ever inserted. */
@Entity('call_moments')
@Index('call_moments_by_call', ['callId', 'id'])
export class CallMomentEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @ForeignKey(() => CallEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  callId!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'uuid', nullable: true }) agentId!: string | null;
  @Column({ type: 'jsonb', default: {} }) details!: Record<string, unknown>;
}
