import { Column, Entity, Index } from 'typeorm';
import type { Preferences, Role } from '../../../shared/models/auth.js';
import { Versioned } from '../../core/db/versioned.js';

/** Somebody who signs in: an agent, a supervisor, an administrator, or several of these in one. */
@Entity('accounts')
@Index('accounts_email_unique', ['email'], { unique: true })
export class Account extends Versioned {
  @Column({ type: 'text' }) name!: string;
  /** Lower case; what is typed at sign-in. */
  @Column({ type: 'text' }) email!: string;
  @Column({ type: 'text' }) passwordHash!: string;
  @Column({ type: 'text', array: true }) roles!: Role[];
  @Column({ type: 'text' }) language!: 'de' | 'en';
  @Column({ type: 'text', nullable: true }) timeZone!: string | null;
  @Column({ type: 'boolean', default: true }) isActive!: boolean;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
  @Column({ type: 'jsonb', default: {} }) preferences!: Preferences;
}
