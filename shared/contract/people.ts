import * as z from 'zod/mini';
import { Id, Instant, Language, line, page, pageQuery, text, Version } from '../models/base.js';
import {
  ChangeEntry,
  Channel,
  Company,
  CompanyKind,
  CompanyLite,
  CompanyMember,
  CompanyNode,
  Consent,
  ConsentPurpose,
  ConsentSource,
  ConsentState,
  MailKind,
  NumberMatch,
  Person,
  PersonFacts,
  PersonKind,
  PersonLite,
  PhoneKind,
  PreferredHours,
  SearchHit,
  Tier,
} from '../models/people.js';
import { defineOperation } from '../operation.js';

const day = z.optional(z.nullable(z.iso.date()));
const personParams = z.object({ personId: Id });
const companyParams = z.object({ companyId: Id });

/** A number as it is typed; with `id` it keeps its identity, without it is new, and those left out are removed. */
const PhoneInput = z.object({
  id: z.optional(Id),
  number: line(60),
  kind: z.optional(PhoneKind),
  isMainLine: z.optional(z.boolean()),
  validFrom: day,
  validUntil: day,
});
const MailInput = z.object({
  id: z.optional(Id),
  address: z.string().check(z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+$/)),
  kind: z.optional(MailKind),
  validFrom: day,
  validUntil: day,
});
const PositionInput = z.object({
  id: z.optional(Id),
  companyId: Id,
  role: z.string().check(z.maxLength(120)),
  managerId: z.optional(z.nullable(Id)),
  isPrimary: z.optional(z.boolean()),
});

const phones = z.optional(z.array(PhoneInput).check(z.maxLength(50)));
const mails = z.optional(z.array(MailInput).check(z.maxLength(50)));
const name = z.string().check(z.maxLength(120), z.regex(/^[^\p{Cc}]*$/u));
const nullableLine = (max: number) => z.optional(z.nullable(line(max)));

const personFields = {
  givenName: z.optional(name),
  familyName: z.optional(name),
  title: nullableLine(40),
  salutation: z.optional(z.nullable(z.enum(['ms', 'mr']))),
  nameHint: nullableLine(120),
  kind: z.optional(PersonKind),
  language: z.optional(z.nullable(Language)),
  formOfAddress: z.optional(z.enum(['formal', 'informal'])),
  timeZone: nullableLine(64),
  preferredHours: z.optional(z.nullable(PreferredHours)),
  preferredChannel: z.optional(z.nullable(Channel)),
  customerNumber: nullableLine(40),
  ownerId: z.optional(z.nullable(Id)),
  isVip: z.optional(z.boolean()),
  warning: nullableLine(140),
  pinnedNote: nullableLine(140),
  notes: z.optional(text(20_000)),
  phones,
  mails,
  positions: z.optional(z.array(PositionInput).check(z.maxLength(20))),
};
const addressPart = z.string().check(z.maxLength(120));
const companyFields = {
  kind: z.optional(CompanyKind),
  parentId: z.optional(z.nullable(Id)),
  tier: z.optional(z.nullable(Tier)),
  relation: z.optional(PersonKind),
  address: z.optional(z.object({ street: addressPart, postalCode: addressPart, city: addressPart, country: addressPart })),
  website: nullableLine(200),
  customerNumber: nullableLine(40),
  ownerId: z.optional(z.nullable(Id)),
  warning: nullableLine(140),
  pinnedNote: nullableLine(140),
  notes: z.optional(text(20_000)),
  phones,
  mails,
};

/** Finds people and companies while typing: any part of a name in any spelling, a number in any format, a mail address, a customer number. Best first. */
export const searchPeople = defineOperation({
  id: 'people.search',
  method: 'GET',
  path: '/search/people',
  summary: 'Find people and companies while typing',
  query: z.object({
    q: z.string().check(z.minLength(1), z.maxLength(100)),
    only: z.optional(z.enum(['person', 'company'])),
    limit: z.optional(z.int().check(z.minimum(1), z.maximum(50))),
  }),
  output: z.object({ items: z.array(SearchHit) }),
});
/** Who a telephone number belongs to, as the caller match sees it; the number in any spelling. */
export const matchNumber = defineOperation({
  id: 'people.match',
  method: 'GET',
  path: '/match/number',
  summary: 'Who a telephone number belongs to',
  query: z.object({ number: z.string().check(z.maxLength(60)) }),
  output: z.object({ ...NumberMatch.shape, e164: z.nullable(z.string()), display: z.nullable(z.string()) }),
});
/** People by family name, or by last contact. */
export const listPeople = defineOperation({
  id: 'people.list',
  method: 'GET',
  path: '/people',
  summary: 'List people',
  query: z.object({
    ...pageQuery,
    sort: z.optional(z.enum(['name', 'last-contact'])),
    kind: z.optional(PersonKind),
    ownerId: z.optional(Id),
    companyId: z.optional(Id),
    vip: z.optional(z.boolean()),
  }),
  output: page(PersonLite),
});
/** A person with what their page shows beside the record: companies with their paths, superiors, subordinates, facts. */
export const getPerson = defineOperation({
  id: 'people.get',
  method: 'GET',
  path: '/people/:personId',
  summary: 'A person',
  params: personParams,
  output: z.object({
    person: Person,
    facts: PersonFacts,
    companies: z.array(CompanyLite),
    managers: z.array(PersonLite),
    subordinates: z.array(PersonLite),
  }),
  errors: ['NOT_FOUND'],
});
/** Makes a person; a given or a family name is enough. */
export const createPerson = defineOperation({
  id: 'people.create',
  method: 'POST',
  path: '/people',
  summary: 'Make a person',
  body: z.object(personFields),
  output: Person,
  errors: ['NAME_MISSING', 'INVALID_NUMBER', 'NOT_FOUND', 'MANAGER_CYCLE', 'MANAGER_ELSEWHERE'],
});
/** Edits a person; fields not given stay. Lists (numbers, addresses, positions) are given whole. */
export const editPerson = defineOperation({
  id: 'people.edit',
  method: 'PATCH',
  path: '/people/:personId',
  summary: 'Edit a person',
  params: personParams,
  body: z.object({ version: Version, ...personFields }),
  output: Person,
  errors: ['STALE', 'NOT_FOUND', 'PERSON_MERGED', 'NAME_MISSING', 'INVALID_NUMBER', 'MANAGER_CYCLE', 'MANAGER_ELSEWHERE'],
});
/** Adds the number somebody was reached or recognised by; where several people share it, this one is put first from now on. */
export const learnNumber = defineOperation({
  id: 'people.learn-number',
  method: 'POST',
  path: '/people/:personId/numbers',
  summary: 'Learn that a number is this person’s',
  params: personParams,
  body: z.object({ number: line(60) }),
  output: Person,
  errors: ['NOT_FOUND', 'INVALID_NUMBER'],
});
/** Records that somebody granted, refused or withdrew a consent. Records are never changed; the latest counts. */
export const recordConsent = defineOperation({
  id: 'people.record-consent',
  method: 'POST',
  path: '/people/:personId/consents',
  summary: 'Record a consent, refusal or withdrawal',
  params: personParams,
  body: z.object({
    purpose: ConsentPurpose,
    channel: Channel,
    state: ConsentState,
    source: ConsentSource,
    proof: z.string().check(z.maxLength(2000)),
    at: z.optional(Instant),
  }),
  output: Person,
  errors: ['NOT_FOUND'],
});
/** All consent records of a person, newest first: the proof. */
export const listConsents = defineOperation({
  id: 'people.consents',
  method: 'GET',
  path: '/people/:personId/consents',
  summary: 'Consents of a person with proof',
  params: personParams,
  output: z.object({ items: z.array(Consent) }),
  errors: ['NOT_FOUND'],
});
/** Who changed what on a person, newest first. */
export const personChanges = defineOperation({
  id: 'people.changes',
  method: 'GET',
  path: '/people/:personId/changes',
  summary: 'Changes of a person',
  params: personParams,
  query: z.object(pageQuery),
  output: page(ChangeEntry),
  errors: ['NOT_FOUND'],
});
/** Companies by name. */
export const listCompanies = defineOperation({
  id: 'companies.list',
  method: 'GET',
  path: '/companies',
  summary: 'List companies',
  query: z.object({
    ...pageQuery,
    tier: z.optional(Tier),
    relation: z.optional(PersonKind),
    ownerId: z.optional(Id),
    rootsOnly: z.optional(z.boolean()),
  }),
  output: page(Company),
});
/** A company with the path above it and the people in it. */
export const getCompany = defineOperation({
  id: 'companies.get',
  method: 'GET',
  path: '/companies/:companyId',
  summary: 'A company',
  params: companyParams,
  output: z.object({ company: Company, path: z.array(CompanyLite), members: z.array(CompanyMember), membersTotal: z.int() }),
  errors: ['NOT_FOUND'],
});
/** The whole tree a company stands in, parents before daughters, with the people in it (the first 300 by name). */
export const companyTree = defineOperation({
  id: 'companies.tree',
  method: 'GET',
  path: '/companies/:companyId/tree',
  summary: 'The tree a company stands in',
  params: companyParams,
  output: z.object({ items: z.array(CompanyNode), members: z.array(CompanyMember) }),
  errors: ['NOT_FOUND'],
});
/** Makes a company, branch or department. */
export const createCompany = defineOperation({
  id: 'companies.create',
  method: 'POST',
  path: '/companies',
  summary: 'Make a company',
  body: z.object({ name: line(160), ...companyFields }),
  output: Company,
  errors: ['INVALID_NUMBER', 'NOT_FOUND'],
});
/** Edits or moves a company; a move that would make a cycle is refused, also when two moves meet. */
export const editCompany = defineOperation({
  id: 'companies.edit',
  method: 'PATCH',
  path: '/companies/:companyId',
  summary: 'Edit or move a company',
  params: companyParams,
  body: z.object({ version: Version, name: z.optional(line(160)), ...companyFields }),
  output: Company,
  errors: ['STALE', 'NOT_FOUND', 'INVALID_NUMBER', 'COMPANY_CYCLE'],
});
/** Who changed what on a company, newest first. */
export const companyChanges = defineOperation({
  id: 'companies.changes',
  method: 'GET',
  path: '/companies/:companyId/changes',
  summary: 'Changes of a company',
  params: companyParams,
  query: z.object(pageQuery),
  output: page(ChangeEntry),
  errors: ['NOT_FOUND'],
});
