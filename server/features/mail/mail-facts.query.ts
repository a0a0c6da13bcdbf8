import type { Ctx } from '../../core/context.js';
import { domainCompany } from './domain-company.query.js';
import { companyDomain } from './public-providers.js';
import type { Sender } from './sender.js';
import type { Targets } from './threading/choose-ticket.js';
import type { Pointers } from './threading/pointers.js';

/** The same mail, received before. */
export interface Twin {
  id: string;
  ticketId: string | null;
  mailboxIds: string[];
}

/** What the database says about a mail before it is stored. */
export interface MailFacts {
  twin: Twin | null;
  /** A mail with this Message-ID and other content is there. */
  isKnownId: boolean;
  /** We sent a mail with this Message-ID. */
  isOurs: boolean;
  targets: Targets;
  personId: string | null;
  /** Of the person, of the address, or of its domain, in this order. */
  companyId: string | null;
  /** A company's own address (`info@…`): whoever wrote, it tells no person. */
  isCompanyAddress: boolean;
  /** A colleague's own address. */
  isColleague: boolean;
  /** Mail to the sender's address came back once. */
  isBounced: boolean;
}

interface Row extends Omit<MailFacts, 'targets' | 'companyId' | 'isCompanyAddress'> {
  ownMessages: { id: string; ticketId: string }[];
  numbers: { number: number; ticketId: string }[];
  parents: { id: string; ticketId: string }[];
  relatives: string[];
  personCompany: string | null;
  addressCompany: string | null;
}

/**
 * Planned once for all mails (`lockThreads`): planning took longer than answering. So each part must lead to its index whatever the values are, and says
 * what a partial index wants. Indexes: mails_once, mails_header_id, mails_refs, ticket_numbers' key, mail_addresses_address.
 */
const SQL = `SELECT
  (SELECT jsonb_build_object('id', m.id, 'ticketId', m.ticket_id, 'mailboxIds', m.mailbox_ids) FROM mails m
    WHERE m.content_hash = $1 AND m.header_id = $2 AND m.direction = 'in') AS twin,
  EXISTS (SELECT 1 FROM mails m WHERE m.header_id = $2 AND m.header_id <> '' AND m.direction = 'in' AND m.content_hash <> $1) AS "isKnownId",
  EXISTS (SELECT 1 FROM mails m WHERE m.header_id = $2 AND m.header_id <> '' AND m.direction = 'out') AS "isOurs",
  (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('id', m.header_id, 'ticketId', m.ticket_id)), '[]') FROM mails m
    WHERE m.header_id = ANY($3::text[]) AND m.header_id <> '' AND m.ticket_id IS NOT NULL) AS parents,
  (SELECT coalesce(jsonb_agg(DISTINCT m.ticket_id), '[]') FROM mails m WHERE m.refs && $4::text[] AND m.ticket_id IS NOT NULL) AS relatives,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'ticketId', m.ticket_id)), '[]') FROM messages m WHERE m.id = ANY($5::uuid[])) AS "ownMessages",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('number', n.number, 'ticketId', n.ticket_id)), '[]') FROM ticket_numbers n
    WHERE n.number = ANY($6::bigint[]) AND n.ticket_id IS NOT NULL) AS numbers,
  s.id AS "personId", s.company_id AS "personCompany",
  (SELECT CASE WHEN count(DISTINCT a.company_id) = 1 THEN min(a.company_id::text)::uuid END FROM mail_addresses a
    WHERE a.address = $7 AND a.company_id IS NOT NULL) AS "addressCompany",
  EXISTS (SELECT 1 FROM accounts c WHERE lower(c.email) = $7) AS "isColleague",
  EXISTS (SELECT 1 FROM mail_addresses a WHERE a.address = $7 AND a.bounce IS NOT NULL) AS "isBounced"
FROM (SELECT 1) one LEFT JOIN LATERAL (
  SELECT a.person_id AS id, (SELECT o.company_id FROM positions o WHERE o.person_id = a.person_id AND o.is_primary) AS company_id
  FROM mail_addresses a JOIN persons p ON p.id = a.person_id LEFT JOIN person_facts f ON f.person_id = a.person_id
  WHERE a.address = $7 ORDER BY lower(concat_ws(' ', p.given_name, p.family_name)) = lower($8) DESC, f.last_interaction_at DESC NULLS LAST, a.person_id LIMIT 1
) s ON true`;

/** Looks up everything a mail touches in one journey: its twin, what its pointers lead to, who wrote it. */
export async function mailFacts(
  ctx: Ctx,
  mail: { contentHash: string; headerId: string; pointers: Pointers; sender: Sender },
): Promise<MailFacts> {
  const { contentHash, headerId, pointers, sender } = mail;
  const { references, own, plus, subject } = pointers;
  const domain = companyDomain(sender.address);
  const asked: Promise<Row[]> = ctx.db.query(SQL, [
    contentHash,
    headerId,
    references,
    headerId === '' ? references : [...references, headerId],
    own.map(({ messageId }) => messageId),
    [...own, ...plus].map(({ counter }) => counter).concat(subject.counters),
    sender.address,
    sender.name,
  ]);
  const [[row], ofDomain] = await Promise.all([asked, domain === null ? null : domainCompany(ctx, domain)]);
  if (!row) throw new Error('a single row LEFT JOIN gave no row');
  const { personCompany, addressCompany } = row;
  return {
    ...row,
    targets: targetsOf(row),
    companyId: personCompany ?? addressCompany ?? ofDomain,
    isCompanyAddress: addressCompany !== null,
  };
}

function targetsOf(row: Row): Targets {
  const parents = new Map<string, Set<string>>();
  for (const { id, ticketId } of row.parents) parents.set(id, (parents.get(id) ?? new Set()).add(ticketId));
  return {
    ownMessages: new Map(row.ownMessages.map(({ id, ticketId }) => [id, ticketId])),
    numbers: new Map(row.numbers.map(({ number, ticketId }) => [Number(number), ticketId])),
    parents,
    relatives: new Set(row.relatives),
  };
}
