import type { Company, Consent, MailAddress, Person, PhoneNumber } from '../../../shared/models/people';
import { date } from '../../core/format';
import { t } from '../../core/i18n';

/** How to address somebody: `Sie, Frau Kurz`. */
export function addressAs(person: Pick<Person, 'formOfAddress' | 'salutation' | 'familyName' | 'givenName'>): string {
  const form = t(`people.salutation.${person.formOfAddress}`);
  if (person.formOfAddress === 'informal') return [form, person.givenName].filter(Boolean).join(', ');
  return person.salutation === null ? form : `${form}, ${t(`people.salutation.${person.salutation}`, { name: person.familyName })}`;
}

/** What a consent is for: `Telefon-Werbung`. Recording has one way only. */
export function consentWord(consent: Pick<Consent, 'purpose' | 'channel'>): string {
  if (consent.purpose === 'recording') return t('people.consent.recording');
  return t(`people.consent.${consent.purpose}`, { channel: t(`people.channel.${consent.channel}`) });
}

/** What was answered, how and when: `ja, Web 03.02.2025`. */
export function consentAnswer(consent: Pick<Consent, 'state' | 'source' | 'at'>): string {
  return `${t(`people.consent.${consent.state}`)}, ${t(`people.consent.sources.${consent.source}`)} ${date(consent.at)}`;
}

/** Behind a number: validity, extension, where it came from. */
export function phoneSource(phone: PhoneNumber): string {
  const parts = [
    phone.extension === null ? '' : t('people.fact.extension', { n: phone.extension }),
    phone.validFrom === null ? '' : t('people.fact.validFrom', { date: date(phone.validFrom) }),
    phone.validUntil === null ? '' : t('people.fact.validUntil', { date: date(phone.validUntil) }),
    phone.source === 'learned' ? t('people.fact.learned') : phone.source === 'import' ? t('people.fact.imported') : '',
  ];
  return parts.filter(Boolean).join(', ');
}

/** Behind a mail address that mail came back from: since when, and with which code. Empty for all others. */
export function bounceWord({ bounce }: Pick<MailAddress, 'bounce'>): string {
  return bounce === null ? '' : t('people.fact.bounced', { date: date(bounce.at), status: bounce.status ?? bounce.reason });
}

/** A postal address on one line; empty when there is none. */
export function addressLine({ street, postalCode, city, country }: Company['address']): string {
  return [street, [postalCode, city].filter(Boolean).join(' '), country].filter(Boolean).join(', ');
}
