import type { Company, Consent, MailAddress, Person, PersonLite, PhoneNumber, Position } from '../../../shared/models/people.js';
import { personName } from './person-name.js';

/** A consent as PostgreSQL's JSON gives it: the time with an offset. */
export interface PersonRow extends Omit<Person, 'name' | 'consents' | 'createdAt' | 'updatedAt'> {
  createdAt: Date;
  updatedAt: Date;
  phones: PhoneNumber[];
  mails: MailAddress[];
  positions: Position[];
  consents: Consent[];
}
export interface CompanyRow extends Omit<Company, 'createdAt' | 'updatedAt'> {
  createdAt: Date;
  updatedAt: Date;
}
export interface PersonLiteRow extends Omit<PersonLite, 'lastInteractionAt'> {
  lastInteractionAt: Date | null;
}

/** A consent for the wire. */
export function presentConsent(row: Consent & { at: string | Date }): Consent {
  return { ...row, at: new Date(row.at).toISOString() };
}

/** A person for the wire. */
export function presentPerson(row: PersonRow): Person {
  return {
    ...row,
    name: personName(row),
    consents: row.consents.map(presentConsent),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A company for the wire. */
export function presentCompany(row: CompanyRow): Company {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}

/** A person in a list for the wire. */
export function presentPersonLite<R extends PersonLiteRow>(row: R): Omit<R, 'lastInteractionAt'> & { lastInteractionAt: string | null } {
  return { ...row, lastInteractionAt: row.lastInteractionAt?.toISOString() ?? null };
}
