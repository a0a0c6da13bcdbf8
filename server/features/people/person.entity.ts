import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { Channel, Person, PersonKind, PreferredHours } from '../../../shared/models/people.js';
import { Versioned } from '../../core/db/versioned.js';

/** A person; numbers, addresses, positions and consents are rows of their own and change its version. */
@Entity('persons')
@Index('persons_sort', ['sortName', 'id'])
@Index('persons_trigram', { synchronize: false })
@Index('persons_customer_number', { synchronize: false })
export class PersonEntity extends Versioned {
  @Column({ type: 'text' }) givenName!: string;
  @Column({ type: 'text' }) familyName!: string;
  /** Folded family and given name: order of lists, and what trigrams look at. */
  @Column({ type: 'text', collation: 'C' }) sortName!: string;
  @Column({ type: 'text', nullable: true }) title!: string | null;
  @Column({ type: 'text', nullable: true }) salutation!: Person['salutation'];
  @Column({ type: 'text', nullable: true }) nameHint!: string | null;
  @Column({ type: 'text' }) kind!: PersonKind;
  @Column({ type: 'text', nullable: true }) language!: Person['language'];
  @Column({ type: 'text' }) formOfAddress!: Person['formOfAddress'];
  @Column({ type: 'text', nullable: true }) timeZone!: string | null;
  @Column({ type: 'jsonb', nullable: true }) preferredHours!: PreferredHours | null;
  @Column({ type: 'text', nullable: true }) preferredChannel!: Channel | null;
  @Column({ type: 'text', nullable: true }) customerNumber!: string | null;
  @Index('persons_owner')
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  ownerId!: string | null;
  @Column({ type: 'boolean', default: false }) isVip!: boolean;
  @Column({ type: 'text', nullable: true }) warning!: string | null;
  @Column({ type: 'text', nullable: true }) pinnedNote!: string | null;
  @Column({ type: 'text', default: '' }) notes!: string;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
  /** The record of the same person this one went up in. */
  @Index('persons_merged', { where: 'merged_into_id IS NOT NULL' })
  @Column({ type: 'uuid', nullable: true })
  mergedIntoId!: string | null;
}
