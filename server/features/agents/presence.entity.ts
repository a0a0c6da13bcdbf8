import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Activity, Intent, Reach } from '../../../shared/models/agents.js';
import { Account } from '../auth/index.js';

/**
 * An agent's presence, one row per account, written only by `write-presence.ts`. `reach` and `isRoutable` are kept beside the facts they follow
 * from, so that routing reads one index.
 */
@Entity('presences')
@Index('presences_routable', ['accountId'], { where: 'is_routable' })
export class PresenceEntity {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => Account, { onDelete: 'CASCADE' })
  accountId!: string;
  @Column({ type: 'int', default: 1 }) version!: number;
  /** Grows with every reservation: a late step of an earlier one is told apart by it. */
  @Column({ type: 'int', default: 0 }) fence!: number;
  @Column({ type: 'text' }) intent!: Intent;
  @Column({ type: 'timestamptz' }) intentSince!: Date;
  @Column({ type: 'uuid', nullable: true }) pauseReasonId!: string | null;
  @Column({ type: 'text' }) activity!: Activity;
  @Column({ type: 'uuid', nullable: true }) callId!: string | null;
  @Column({ type: 'uuid', nullable: true }) queueId!: string | null;
  @Column({ type: 'boolean' }) isConnected!: boolean;
  @Column({ type: 'boolean' }) hasDevice!: boolean;
  @Column({ type: 'boolean' }) hasMissedCall!: boolean;
  @Column({ type: 'text' }) reach!: Reach;
  @Column({ type: 'boolean' }) isRoutable!: boolean;
  /** When the agent last became free or ready. */
  @Column({ type: 'timestamptz' }) idleSince!: Date;
  /** When the state shown last changed. */
  @Column({ type: 'timestamptz' }) since!: Date;
  @Column({ type: 'text', nullable: true }) leaderTabId!: string | null;
  /** Calls talked on, on the day `callsDay` of the installation. */
  @Column({ type: 'int', default: 0 }) callsToday!: number;
  @Column({ type: 'date' }) callsDay!: string;
}
