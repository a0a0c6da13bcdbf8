import { Column, Entity, Index } from 'typeorm';
import type { CallOutcome } from '../../../shared/domain/call-outcome.js';
import type { CallState } from '../../../shared/domain/call-state.js';
import type { CallerMatch } from '../../../shared/models/caller-card.js';
import type { CallEndReason } from '../../../shared/models/calls.js';
import { Versioned } from '../../core/db/versioned.js';

/** One conversation with a caller, of several legs. Changed only under its row lock, by `withCall`. */
@Entity('calls')
@Index('calls_provider_sid_key', ['providerSid'], { unique: true })
@Index('calls_ticket_number_key', ['ticketNumber'], { unique: true })
@Index('calls_waiting', ['queueId', 'queuedAt'], { where: `state = 'QUEUED'` })
@Index('calls_live', ['state'], { where: `state <> 'ENDED'` })
@Index('calls_one_live_per_agent', ['agentId'], {
  unique: true,
  where: `state IN ('CONNECTING', 'BRIDGING', 'TALKING', 'HELD', 'AGENT_LOST')`,
})
@Index('calls_by_queue', ['queueId', 'arrivedAt'])
@Index('calls_by_agent', ['agentId', 'arrivedAt'])
@Index('calls_by_person', ['personId', 'arrivedAt'])
@Index('calls_by_number', ['fromNumber', 'arrivedAt'])
@Index('calls_by_ticket', ['ticketId'])
@Index('calls_arrived', ['arrivedAt'])
export class CallEntity extends Versioned {
  /** The carrier's id of the caller's leg. */
  @Column({ type: 'text' }) providerSid!: string;
  @Column({ type: 'text' }) state!: CallState;
  @Column({ type: 'timestamptz' }) stateSince!: Date;
  @Column({ type: 'uuid', nullable: true }) queueId!: string | null;
  /** E.164 of the caller; null when withheld or forwarded from one of our own numbers. */
  @Column({ type: 'text', nullable: true }) fromNumber!: string | null;
  @Column({ type: 'text' }) toNumber!: string;
  @Column({ type: 'text' }) match!: CallerMatch;
  @Column({ type: 'uuid', array: true, default: '{}' }) candidateIds!: string[];
  @Column({ type: 'uuid', nullable: true }) personId!: string | null;
  @Column({ type: 'text', nullable: true }) personName!: string | null;
  @Column({ type: 'uuid', nullable: true }) companyId!: string | null;
  @Column({ type: 'text', nullable: true }) companyName!: string | null;
  /** Counter of the number drawn at arrival, without check digit. */
  @Column({ type: 'int' }) ticketNumber!: number;
  /** The number as it is spoken. */
  @Column({ type: 'text' }) ticketText!: string;
  @Column({ type: 'uuid', nullable: true }) ticketId!: string | null;
  @Column({ type: 'uuid', nullable: true }) agentId!: string | null;
  /** The leg that serves the caller now; events about other agent legs never move the call. */
  @Column({ type: 'uuid', nullable: true }) agentLegId!: string | null;
  @Column({ type: 'int', default: 0 }) priority!: number;
  @Column({ type: 'boolean', default: false }) isFront!: boolean;
  /** Grows with each return to the queue: rooms, documents and late events of an earlier visit are told apart by it. */
  @Column({ type: 'int', default: 1 }) visit!: number;
  @Column({ type: 'text', nullable: true }) queueSid!: string | null;
  @Column({ type: 'text', nullable: true }) conferenceSid!: string | null;
  @Column({ type: 'timestamptz' }) arrivedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) queuedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) answeredAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) divertedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) heldSince!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) leftAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) outcome!: CallOutcome | null;
  @Column({ type: 'text', nullable: true }) endReason!: CallEndReason | null;
  @Column({ type: 'boolean', default: false }) isMuted!: boolean;
  /** What the agent wants; the carrier's word may lag behind. */
  @Column({ type: 'boolean', default: false }) isHoldWanted!: boolean;
  @Column({ type: 'boolean', default: false }) isConsoleLost!: boolean;
  @Column({ type: 'timestamptz', nullable: true }) wrapUpEndsAt!: Date | null;
  @Column({ type: 'int', default: 10 }) wrapUpExtensionsLeft!: number;
  @Column({ type: 'int', default: 0 }) typingExtensionMs!: number;
  /** One-use key with which a lost agent's device comes back. */
  @Column({ type: 'text', nullable: true }) rejoinNonce!: string | null;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
}
