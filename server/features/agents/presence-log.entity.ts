import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Activity, Intent, Reach } from '../../../shared/models/agents.js';
import { Account } from '../auth/index.js';

/** Every change of a presence with its time: what all times of agents are computed from. Rows are only ever added. */
@Entity('presence_log')
@Index('presence_log_account', ['accountId', 'at'])
@Index('presence_log_at', ['at'])
export class PresenceLogEntity {
  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column({ type: 'uuid' })
  @ForeignKey(() => Account, { onDelete: 'CASCADE' })
  accountId!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
  @Column({ type: 'text' }) intent!: Intent;
  @Column({ type: 'uuid', nullable: true }) pauseReasonId!: string | null;
  @Column({ type: 'text' }) activity!: Activity;
  @Column({ type: 'text' }) reach!: Reach;
  @Column({ type: 'uuid', nullable: true }) callId!: string | null;
  @Column({ type: 'uuid', nullable: true }) queueId!: string | null;
}
