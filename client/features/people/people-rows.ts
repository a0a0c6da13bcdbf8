import type { Company, PersonLite, SearchHit } from '../../../shared/models/people';
import { t } from '../../core/i18n';

/** A person or company as one row of the list. */
export interface PeopleRow {
  id: string;
  kind: 'person' | 'company';
  name: string;
  detail: string;
  lastAt: string | null;
  openTickets: number;
}

/** A row of the people list. */
export function personRow(person: PersonLite): PeopleRow {
  const detail = [person.isVip ? t('people.flag.vip') : '', person.role, person.companyName].filter(Boolean).join(' · ');
  return { id: person.id, kind: 'person', name: person.name, detail, lastAt: person.lastInteractionAt, openTickets: person.openTickets };
}

/** A row of the company list. */
export function companyRow(company: Company): PeopleRow {
  const detail = [company.tier === 'key' ? t('people.flag.key') : '', company.address.city, company.customerNumber]
    .filter(Boolean)
    .join(' · ');
  return { id: company.id, kind: 'company', name: company.name, detail, lastAt: null, openTickets: 0 };
}

/** A row of what the search found; says when it only sounds alike. */
export function hitRow(hit: SearchHit): PeopleRow {
  const detail = [hit.found === 'similar' ? t('people.similar') : '', hit.detail].filter(Boolean).join(' · ');
  return { id: hit.id, kind: hit.kind, name: hit.name, detail, lastAt: null, openTickets: 0 };
}
