import type { Person } from '../../../../shared/models/people';
import type { PersonMergeField, PersonMergePreview } from '../../../../shared/models/person-merges';
import { t } from '../../../core/i18n';
import { consentWord } from '../people-words';

type NameOf = (accountId: string | null) => string;

/** What a person says in one of the fields of which one value is kept, as their page says it. */
export function fieldValue(person: Person, field: PersonMergeField, nameOf: NameOf): string {
  const hours = person.preferredHours;
  const spoken: Partial<Record<PersonMergeField, string>> = {
    name: [person.givenName, person.familyName].filter(Boolean).join(' '),
    salutation: person.salutation ? t(`people.salutation.${person.salutation}`, { name: person.familyName }) : '',
    kind: t(`people.kind.${person.kind}`),
    language: person.language ? t(`people.language.${person.language}`) : '',
    formOfAddress: t(`people.salutation.${person.formOfAddress}`),
    preferredHours: hours ? `${hours.from}–${hours.until}` : '',
    preferredChannel: person.preferredChannel ? t(`people.channel.${person.preferredChannel}`) : '',
    ownerId: nameOf(person.ownerId),
  };
  return spoken[field] ?? String(person[field as 'title' | 'nameHint' | 'timeZone' | 'customerNumber'] ?? '');
}

/** The name of such a field. */
export const fieldWord = (field: PersonMergeField): string => t(`people.merge.field.${field}`);

/** How much moves along: `2 Tickets, 5 Kontakte`. */
export function movingWords({ moving, from, into }: PersonMergePreview): string {
  const counted = [
    [
      'phones',
      from.phones.filter((one) => !into.phones.some((other) => other.e164 === one.e164 && other.extension === one.extension)).length,
    ],
    ['mails', from.mails.filter((one) => !into.mails.some((other) => other.address === one.address)).length],
    ...(['tickets', 'contacts', 'tasks', 'calls'] as const).map((what) => [what, moving[what]] as const),
  ] as const;
  const words = counted.filter(([, n]) => n > 0).map(([what, n]) => t(`people.merge.moving.${what}`, { n }));
  return words.length > 0 ? words.join(', ') : t('people.merge.moving.nothing');
}

/** Consents that differ, a line each, with the one that counts afterwards. */
export function consentLines({ consents }: PersonMergePreview): string[] {
  return consents.map((one) => t('people.merge.consent', { what: consentWord(one), after: t(`people.consent.${one.after}`) }));
}
