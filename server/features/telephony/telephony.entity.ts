import { Column, Entity } from 'typeorm';
import type { CarrierNumber, Telephony, TelephonyStep } from '../../../shared/models/telephony.js';
import { Versioned } from '../../core/db/versioned.js';

/** The telephone network this installation is connected to: one row. */
@Entity('telephony')
export class TelephonyEntity extends Versioned {
  @Column({ type: 'text' }) kind!: 'simulator' | 'twilio';
  @Column({ type: 'text', nullable: true }) accountSid!: string | null;
  @Column({ type: 'text', nullable: true }) apiKeySid!: string | null;
  /** Key secret and auth tokens, sealed with the installation's own secret. */
  @Column({ type: 'text', nullable: true }) sealedSecrets!: string | null;
  @Column({ type: 'text', nullable: true }) region!: string | null;
  @Column({ type: 'text', nullable: true }) edge!: string | null;
  @Column({ type: 'text', nullable: true }) publicUrl!: string | null;
  @Column({ type: 'text', nullable: true }) fallbackUrl!: string | null;
  @Column({ type: 'text', nullable: true }) applicationSid!: string | null;
  @Column({ type: 'text' }) state!: Telephony['state'];
  @Column({ type: 'jsonb', default: [] }) steps!: TelephonyStep[];
  @Column({ type: 'jsonb', default: [] }) numbers!: CarrierNumber[];
  /** This is a restored copy: the real account is left alone until an administrator says that this installation serves its calls. */
  @Column({ type: 'boolean', default: false }) isHeld!: boolean;
  @Column({ type: 'timestamptz', nullable: true }) testedAt!: Date | null;
}
