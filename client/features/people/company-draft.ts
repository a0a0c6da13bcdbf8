import type { createCompany } from '../../../shared/contract/people';
import type { Address, Company, CompanyKind, PersonKind, Tier } from '../../../shared/models/people';
import type { InputOf } from '../../../shared/operation';
import { type PhoneDraft, phonesOf } from './person-draft';

/** What the company form holds while it is edited: empty texts stand for nothing. */
export interface CompanyDraft {
  name: string;
  kind: CompanyKind;
  parentId: string | null;
  tier: Tier | '';
  relation: PersonKind;
  address: Address;
  website: string;
  customerNumber: string;
  ownerId: string;
  warning: string;
  pinnedNote: string;
  notes: string;
  phones: PhoneDraft[];
  /** The first address; further ones stay as they are. */
  mail: string;
  otherMails: Company['mails'];
  mailId: string | null;
}

/** The form of a company, or of a new one whose name was typed into the search. */
export function companyDraft(company: Company | null, typed: string): CompanyDraft {
  return {
    name: company?.name ?? typed,
    kind: company?.kind ?? 'company',
    parentId: company?.parentId ?? null,
    tier: company?.tier ?? '',
    relation: company?.relation ?? 'customer',
    address: { ...(company?.address ?? { street: '', postalCode: '', city: '', country: '' }) },
    website: company?.website ?? '',
    customerNumber: company?.customerNumber ?? '',
    ownerId: company?.ownerId ?? '',
    warning: company?.warning ?? '',
    pinnedNote: company?.pinnedNote ?? '',
    notes: company?.notes ?? '',
    phones:
      company?.phones.map(({ id, display, kind, validFrom, validUntil }) => ({ id, number: display, kind, validFrom, validUntil })) ?? [],
    mail: company?.mails[0]?.address ?? '',
    mailId: company?.mails[0]?.id ?? null,
    otherMails: company?.mails.slice(1) ?? [],
  };
}

/** What the form asks the server for. */
export function companyInput(draft: CompanyDraft): InputOf<typeof createCompany> {
  const line = (text: string) => (text.trim() === '' ? null : text.trim());
  const first = draft.mail.trim() === '' ? [] : [{ ...(draft.mailId === null ? {} : { id: draft.mailId }), address: draft.mail.trim() }];
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    parentId: draft.parentId,
    tier: draft.tier || null,
    relation: draft.relation,
    address: draft.address,
    website: line(draft.website),
    customerNumber: line(draft.customerNumber),
    ownerId: draft.ownerId || null,
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
    mails: [...first, ...draft.otherMails],
  };
}
