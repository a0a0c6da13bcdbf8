import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AddressBounce, MailKind, PhoneKind, PhoneNumber } from '../../../../shared/models/people.js';
import { CompanyEntity } from '../companies/company.entity.js';
import { PersonEntity } from '../person.entity.js';

/** A telephone number of a person or of a company. */
@Entity('phone_numbers')
@Check('phone_numbers_one_owner', '(person_id IS NULL) <> (company_id IS NULL)')
@Index('phone_numbers_ending', { synchronize: false })
@Index('phone_numbers_stem', ['stem'], { where: 'is_main_line' })
export class PhoneNumberEntity {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Index('phone_numbers_person')
  @ForeignKey(() => PersonEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid', nullable: true })
  personId!: string | null;
  @Index('phone_numbers_company')
  @ForeignKey(() => CompanyEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid', nullable: true })
  companyId!: string | null;
  @Index('phone_numbers_e164')
  @Column({ type: 'text', collation: 'C' })
  e164!: string;
  @Column({ type: 'text', nullable: true }) extension!: string | null;
  @Column({ type: 'text' }) display!: string;
  @Column({ type: 'text' }) kind!: PhoneKind;
  @Column({ type: 'boolean', default: false }) isMainLine!: boolean;
  /** What the direct dials of a main line begin with. */
  @Column({ type: 'text', nullable: true, collation: 'C' }) stem!: string | null;
  @Column({ type: 'text' }) source!: PhoneNumber['source'];
  @Column({ type: 'date', nullable: true }) validFrom!: string | null;
  @Column({ type: 'date', nullable: true }) validUntil!: string | null;
  @Column({ type: 'int', default: 0 }) place!: number;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** A mail address of a person or of a company, in lower case. */
@Entity('mail_addresses')
@Check('mail_addresses_one_owner', '(person_id IS NULL) <> (company_id IS NULL)')
@Index('mail_addresses_domain', { synchronize: false })
@Index('mail_addresses_company_domain', { synchronize: false })
export class MailAddressEntity {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Index('mail_addresses_person')
  @ForeignKey(() => PersonEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid', nullable: true })
  personId!: string | null;
  @Index('mail_addresses_company')
  @ForeignKey(() => CompanyEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid', nullable: true })
  companyId!: string | null;
  @Index('mail_addresses_address')
  @Column({ type: 'text', collation: 'C' })
  address!: string;
  @Column({ type: 'text' }) kind!: MailKind;
  /** Mail to it came back, and will again. */
  @Column({ type: 'jsonb', nullable: true }) bounce!: AddressBounce | null;
  @Column({ type: 'date', nullable: true }) validFrom!: string | null;
  @Column({ type: 'date', nullable: true }) validUntil!: string | null;
  @Column({ type: 'int', default: 0 }) place!: number;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}
