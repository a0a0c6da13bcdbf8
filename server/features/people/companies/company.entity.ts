import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import type { Address, CompanyKind, PersonKind, Tier } from '../../../../shared/models/people.js';
import { Versioned } from '../../../core/db/versioned.js';

/** A company, branch or department. */
@Entity('companies')
@Check('companies_not_own_parent', 'parent_id <> id')
@Index('companies_sort', ['sortName', 'id'])
@Index('companies_website_domain', { synchronize: false })
@Index('companies_trigram', { synchronize: false })
@Index('companies_customer_number', { synchronize: false })
export class CompanyEntity extends Versioned {
  @Column({ type: 'text' }) name!: string;
  /** Folded name (shared/domain/name-fold): order of lists, and what trigrams look at. */
  @Column({ type: 'text', collation: 'C' }) sortName!: string;
  @Column({ type: 'text' }) kind!: CompanyKind;
  @Index('companies_parent')
  @ForeignKey(() => CompanyEntity)
  @Column({ type: 'uuid', nullable: true })
  parentId!: string | null;
  @Column({ type: 'text', nullable: true }) tier!: Tier | null;
  @Column({ type: 'text' }) relation!: PersonKind;
  @Column({ type: 'jsonb' }) address!: Address;
  @Column({ type: 'text', nullable: true }) website!: string | null;
  @Column({ type: 'text', nullable: true }) customerNumber!: string | null;
  @Index('companies_owner')
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  ownerId!: string | null;
  @Column({ type: 'text', nullable: true }) warning!: string | null;
  @Column({ type: 'text', nullable: true }) pinnedNote!: string | null;
  @Column({ type: 'text', default: '' }) notes!: string;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
}
