import { Column, Entity, Index } from 'typeorm';
import type { CallDesk, NextStep } from '../../../shared/models/calls.js';
import { Versioned } from '../../core/db/versioned.js';

/** What an agent writes about a call; `id` is the call's. It outlives a lost agent: the next one goes on with the notes. */
@Entity('call_desks')
@Index('call_desks_to_complete', ['agentId', 'completeBefore'], { where: `state = 'to-complete'` })
export class CallDeskEntity extends Versioned {
  @Column({ type: 'uuid', nullable: true }) agentId!: string | null;
  @Column({ type: 'text' }) state!: CallDesk['state'];
  @Column({ type: 'text', default: '' }) note!: string;
  @Column({ type: 'int', default: 0 }) noteRevision!: number;
  @Column({ type: 'uuid', nullable: true }) dispositionId!: string | null;
  @Column({ type: 'jsonb', default: {} }) nextStep!: NextStep;
  @Column({ type: 'timestamptz', nullable: true }) undoUntil!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) completeBefore!: Date | null;
  /** The history entry that was written for the call. */
  @Column({ type: 'uuid', nullable: true }) interactionId!: string | null;
}
