import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { OfferState } from '../../../shared/domain/offer-state.js';
import { Versioned } from '../../core/db/versioned.js';
import { CallEntity } from './call.entity.js';

/** A call put to one agent: a lease, not ownership, until the agent is in the room. */
@Entity('offers')
@Index('offers_one_open_per_call', ['callId'], { unique: true, where: `state IN ('OFFERED', 'ACCEPTED', 'CONNECTING')` })
@Index('offers_one_open_per_agent', ['agentId'], { unique: true, where: `state IN ('OFFERED', 'ACCEPTED', 'CONNECTING')` })
@Index('offers_by_call', ['callId', 'agentId', 'madeAt'])
@Index('offers_nonce_key', ['nonce'], { unique: true })
export class OfferEntity extends Versioned {
  @ForeignKey(() => CallEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  callId!: string;
  @Column({ type: 'uuid' }) agentId!: string;
  @Column({ type: 'text' }) state!: OfferState;
  @Column({ type: 'timestamptz' }) madeAt!: Date;
  @Column({ type: 'timestamptz' }) expiresAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  /** Made at the accept; presented once by the agent's device. */
  @Column({ type: 'text', nullable: true }) nonce!: string | null;
  /** The agent's fence at the reservation. */
  @Column({ type: 'int' }) fence!: number;
}
