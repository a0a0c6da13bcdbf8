import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Versioned } from '../../../core/db/versioned.js';

/** Text somebody is still typing. A discarded draft stays as an empty row, so that its revision is remembered. */
@Entity('drafts')
@Index('drafts_account_key_unique', ['accountId', 'key'], { unique: true })
export class DraftRow extends Versioned {
  @ForeignKey('accounts', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  accountId!: string;
  @Column({ type: 'text' }) key!: string;
  @Column({ type: 'int' }) revision!: number;
  @Column({ type: 'text' }) text!: string;
}
