import type { createPerson } from '../../../shared/contract/people';
import type { Channel, Person, PersonKind, PhoneKind } from '../../../shared/models/people';
import type { InputOf } from '../../../shared/operation';

/** A number in the form; without `id` it is new. */
export interface PhoneDraft {
  id: string | null;
  number: string;
  kind: PhoneKind;
  validFrom: string | null;
  validUntil: string | null;
}
export interface MailDraft {
  id: string | null;
  address: string;
}
export interface PositionDraft {
  id: string | null;
  companyId: string;
  companyName: string;
  role: string;
  managerId: string | null;
  isPrimary: boolean;
}
/** What the form holds while it is edited: empty texts stand for nothing. */
export interface PersonDraft {
  givenName: string;
  familyName: string;
  title: string;
  salutation: 'ms' | 'mr' | '';
  nameHint: string;
  kind: PersonKind;
  language: 'de' | 'en' | '';
  formOfAddress: Person['formOfAddress'];
  preferredChannel: Channel | '';
  timeZone: string;
  hoursFrom: string;
  hoursUntil: string;
  customerNumber: string;
  ownerId: string;
  isVip: boolean;
  warning: string;
  pinnedNote: string;
  notes: string;
  phones: PhoneDraft[];
  mails: MailDraft[];
  positions: PositionDraft[];
}

const WORKDAYS = [1, 2, 3, 4, 5];

/** The form of a person, or of a new one whose name was typed into the search. */
export function draftOf(person: Person | null, typed: string, companyName: (id: string) => string): PersonDraft {
  const words = typed.trim().split(/\s+/).filter(Boolean);
  return {
    givenName: person?.givenName ?? words.slice(0, -1).join(' '),
    familyName: person?.familyName ?? words.at(-1) ?? '',
    title: person?.title ?? '',
    salutation: person?.salutation ?? '',
    nameHint: person?.nameHint ?? '',
    kind: person?.kind ?? 'customer',
    language: person?.language ?? '',
    formOfAddress: person?.formOfAddress ?? 'formal',
    preferredChannel: person?.preferredChannel ?? '',
    timeZone: person?.timeZone ?? '',
    hoursFrom: person?.preferredHours?.from ?? '',
    hoursUntil: person?.preferredHours?.until ?? '',
    customerNumber: person?.customerNumber ?? '',
    ownerId: person?.ownerId ?? '',
    isVip: person?.isVip ?? false,
    warning: person?.warning ?? '',
    pinnedNote: person?.pinnedNote ?? '',
    notes: person?.notes ?? '',
    phones: person?.phones.map(({ id, display, kind, validFrom, validUntil }) => ({
      id,
      number: display,
      kind,
      validFrom,
      validUntil,
    })) ?? [emptyPhone()],
    mails: person?.mails.map(({ id, address }) => ({ id, address })) ?? [],
    positions: person?.positions.map((position) => ({ ...position, companyName: companyName(position.companyId) })) ?? [],
  };
}

/** A line for another number. */
export function emptyPhone(): PhoneDraft {
  return { id: null, number: '', kind: 'work', validFrom: null, validUntil: null };
}

/** What the form asks the server for. Empty lines are left out; `person` gives the hours' days that the form does not show. */
export function inputOf(draft: PersonDraft, person: Person | null): InputOf<typeof createPerson> {
  const line = (text: string) => (text.trim() === '' ? null : text.trim());
  const hours =
    draft.hoursFrom && draft.hoursUntil
      ? { days: person?.preferredHours?.days ?? WORKDAYS, from: draft.hoursFrom, until: draft.hoursUntil }
      : null;
  return {
    givenName: draft.givenName.trim(),
    familyName: draft.familyName.trim(),
    title: line(draft.title),
    salutation: draft.salutation || null,
    nameHint: line(draft.nameHint),
    kind: draft.kind,
    language: draft.language || null,
    formOfAddress: draft.formOfAddress,
    preferredChannel: draft.preferredChannel || null,
    timeZone: line(draft.timeZone),
    preferredHours: hours,
    customerNumber: line(draft.customerNumber),
    ownerId: draft.ownerId || null,
    isVip: draft.isVip,
    warning: line(draft.warning),
    pinnedNote: line(draft.pinnedNote),
    notes: draft.notes,
    phones: phonesOf(draft).map(({ id, number, kind, validFrom, validUntil }) => ({
      ...(id === null ? {} : { id }),
      number: number.trim(),
      kind,
      validFrom,
      validUntil,
    })),
    mails: draft.mails
      .filter((mail) => mail.address.trim() !== '')
      .map(({ id, address }) => ({ ...(id === null ? {} : { id }), address: address.trim() })),
    positions: draft.positions.map(({ companyId, role, managerId, isPrimary }) => ({ companyId, role, managerId, isPrimary })),
  };
}

/** The numbers that will be sent, in order: an INVALID_NUMBER's index counts these. */
export function phonesOf(draft: Pick<PersonDraft, 'phones'>): PhoneDraft[] {
  return draft.phones.filter((phone) => phone.number.trim() !== '');
}
