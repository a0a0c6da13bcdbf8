import { Column, Entity, Index } from 'typeorm';
import { Versioned } from '../../core/db/versioned.js';

/** A debt to one caller identity: nobody answered, and the caller has not been reached since. */
@Entity('lost_calls')
@Index('lost_calls_one_open', ['identity'], { unique: true, where: `state = 'open'` })
@Index('lost_calls_settled_by', ['settledByCallId'], { where: 'settled_by_call_id IS NOT NULL' })
@Index('lost_calls_by_state', ['state', 'lastAt'])
export class LostCallEntity extends Versioned {
  /** `person:<id>`, `number:<E.164>`, or `call:<id>` for a withheld number: never one fat person. */
  @Column({ type: 'text' }) identity!: string;
  @Column({ type: 'text', nullable: true }) fromNumber!: string | null;
  @Column({ type: 'uuid', nullable: true }) personId!: string | null;
  @Column({ type: 'text', nullable: true }) personName!: string | null;
  @Column({ type: 'text', nullable: true }) companyName!: string | null;
  @Column({ type: 'uuid', nullable: true }) queueId!: string | null;
  @Column({ type: 'uuid' }) lastCallId!: string;
  @Column({ type: 'uuid', array: true }) callIds!: string[];
  @Column({ type: 'text' }) ticketText!: string;
  @Column({ type: 'timestamptz' }) firstAt!: Date;
  @Column({ type: 'timestamptz' }) lastAt!: Date;
  @Column({ type: 'int' }) longestWaitMs!: number;
  @Column({ type: 'text' }) state!: 'open' | 'reached' | 'dropped';
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ type: 'uuid', nullable: true }) closedBy!: string | null;
  /** The call in which the caller was reached; its ticket takes over the numbers. */
  @Column({ type: 'uuid', nullable: true }) settledByCallId!: string | null;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
}
