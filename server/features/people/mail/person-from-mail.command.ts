import type { Person } from '../../../../shared/models/people.js';
import type { Ctx } from '../../../core/context.js';
import { newId } from '../../../core/id.js';
import { PERSON_DEFAULTS } from '../person-fields.js';
import { personName } from '../person-name.js';
import { personSortName, personWeight, storedKeys } from '../search/search-keys.js';
import { readMailName } from './mail-name.js';

/** Who wrote a mail. */
export interface MailSender {
  /** As the header has it; may be empty. */
  name: string;
  /** Lower case. */
  address: string;
  /** The company their domain belongs to. */
  companyId: string | null;
}

const INSERT = `
WITH p AS (
  INSERT INTO persons (id, created_at, updated_at, given_name, family_name, sort_name, title, kind, form_of_address, notes)
  VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, '') RETURNING id
), a AS (
  INSERT INTO mail_addresses (id, person_id, address, kind, place, created_at) SELECT $9, id, $10, 'work', 0, $2 FROM p
), o AS (
  INSERT INTO positions (id, person_id, company_id, role, is_primary, place, created_at) SELECT $11, id, $12::uuid, '', true, 0, $2 FROM p WHERE $12::uuid IS NOT NULL
) INSERT INTO search_keys (key, weight, person_id) SELECT unnest($13::text[]), $14, id FROM p`;

const OLDER = `SELECT a.person_id AS "personId" FROM mail_addresses a WHERE a.address = $1 AND a.person_id IS NOT NULL ORDER BY a.created_at, a.id LIMIT 1`;

/**
 * The person of a mail address nobody had a moment ago: made with the name the mail gives, and a place in the company of the domain. Two mails of one new
 * sender make one person: the later one waits here and gets the first one's. One statement, because mail comes in bursts. Returns the id.
 */
export async function personFromMail(ctx: Ctx, sender: MailSender): Promise<string> {
  await ctx.db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`mail-sender:${sender.address}`]);
  const [known]: { personId: string }[] = await ctx.db.query(OLDER, [sender.address]);
  if (known) return known.personId;
  const person = newPerson(ctx, sender);
  const [mail, position] = [person.mails[0], person.positions[0]];
  ctx.write(INSERT, [
    ...[person.id, ctx.now, person.givenName, person.familyName, personSortName(person), person.title, person.kind, person.formOfAddress],
    ...[mail?.id, sender.address, position?.id ?? null, sender.companyId],
    ...[storedKeys(`${person.givenName} ${person.familyName}`), personWeight(person)],
  ]);
  await ctx.audit({ entity: 'persons', entityId: person.id, action: 'created', changes: { name: [null, person.name] } });
  await ctx.publish('person.changed', person);
  return person.id;
}

function newPerson(ctx: Ctx, { name, address, companyId }: MailSender): Person {
  const parts = readMailName(name, address);
  const at = ctx.now.toISOString();
  return {
    ...PERSON_DEFAULTS,
    id: newId(ctx.now.getTime()),
    version: 1,
    name: personName(parts),
    ...parts,
    phones: [],
    phoneHints: [],
    mails: [{ id: newId(), address, kind: 'work', bounce: null, validFrom: null, validUntil: null }],
    positions: companyId === null ? [] : [{ id: newId(), companyId, role: '', managerId: null, isPrimary: true }],
    consents: [],
    isDemo: false,
    mergedIntoId: null,
    createdAt: at,
    updatedAt: at,
  };
}
