import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CompanyEntity } from './companies/company.entity.js';
import { PersonEntity } from './person.entity.js';

/** What ranks a person among others: kept up with every ticket, promise and contact, apart from the record so that nobody's edit goes stale by a call. */
@Entity('person_facts')
@Index('person_facts_last', ['lastInteractionAt', 'personId'])
export class PersonFactsEntity {
  @ForeignKey(() => PersonEntity, { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid' })
  personId!: string;
  @Column({ type: 'int', default: 0 }) openTickets!: number;
  @Column({ type: 'timestamptz', nullable: true }) nextPromiseAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) lastInteractionAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) firstInteractionAt!: Date | null;
}

/** The same about a company itself, without its daughters. */
@Entity('company_facts')
export class CompanyFactsEntity {
  @ForeignKey(() => CompanyEntity, { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid' })
  companyId!: string;
  @Column({ type: 'int', default: 0 }) openTickets!: number;
  @Column({ type: 'timestamptz', nullable: true }) nextPromiseAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) lastInteractionAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) firstInteractionAt!: Date | null;
}

/** A number found in the signature of a person's mail: perhaps theirs. It identifies nobody until somebody confirms it. */
@Entity('phone_hints')
@Index('phone_hints_once', ['personId', 'e164'], { unique: true })
export class PhoneHintEntity {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @ForeignKey(() => PersonEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  personId!: string;
  @Column({ type: 'text', collation: 'C' }) e164!: string;
  @Column({ type: 'text' }) display!: string;
  @Column({ type: 'text' }) state!: 'maybe' | 'confirmed' | 'refused';
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** Who was picked when several people shared a number. */
@Entity('number_choices')
export class NumberChoiceEntity {
  @PrimaryColumn({ type: 'text', collation: 'C' }) e164!: string;
  @Index('number_choices_person')
  @ForeignKey(() => PersonEntity, { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid' })
  personId!: string;
  @Column({ type: 'int' }) times!: number;
  @Column({ type: 'timestamptz' }) lastAt!: Date;
}
