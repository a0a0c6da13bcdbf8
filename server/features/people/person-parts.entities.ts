import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Channel, ConsentPurpose, ConsentSource, ConsentState } from '../../../shared/models/people.js';
import { CompanyEntity } from './companies/company.entity.js';
import { PersonEntity } from './person.entity.js';

/** What a person is in a company, and who is their superior there. */
@Entity('positions')
@Index('positions_person_company', ['personId', 'companyId'], { unique: true })
@Index('positions_primary', ['personId'], { unique: true, where: 'is_primary' })
export class PositionEntity {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @ForeignKey(() => PersonEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  personId!: string;
  @Index('positions_company')
  @ForeignKey(() => CompanyEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  companyId!: string;
  @Column({ type: 'text' }) role!: string;
  @Index('positions_manager')
  @ForeignKey(() => PersonEntity, { onDelete: 'SET NULL' })
  @Column({ type: 'uuid', nullable: true })
  managerId!: string | null;
  @Column({ type: 'boolean' }) isPrimary!: boolean;
  @Column({ type: 'int', default: 0 }) place!: number;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** One consent, refusal or withdrawal with its proof; never changed, the latest of a purpose and channel counts. */
@Entity('consents')
@Index('consents_person', ['personId', 'purpose', 'channel', 'at', 'id'])
export class ConsentEntity {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @ForeignKey(() => PersonEntity, { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  personId!: string;
  @Column({ type: 'text' }) purpose!: ConsentPurpose;
  @Column({ type: 'text' }) channel!: Channel;
  @Column({ type: 'text' }) state!: ConsentState;
  @Column({ type: 'text' }) source!: ConsentSource;
  @Column({ type: 'text' }) proof!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  accountId!: string | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}
