import type { Person } from '../../../shared/models/people.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { type PersonRow, presentPerson } from './people.presenter.js';
import { mailsSql, phonesSql } from './reach/reach-sql.js';

const SQL = `
SELECT p.id, p.version, p.given_name AS "givenName", p.family_name AS "familyName", p.title, p.salutation, p.name_hint AS "nameHint", p.kind, p.language,
  p.form_of_address AS "formOfAddress", p.time_zone AS "timeZone", p.preferred_hours AS "preferredHours", p.preferred_channel AS "preferredChannel",
  p.customer_number AS "customerNumber", p.owner_id AS "ownerId", p.is_vip AS "isVip", p.warning, p.pinned_note AS "pinnedNote", p.notes, p.is_demo AS "isDemo", p.merged_into_id AS "mergedIntoId",
  p.created_at AS "createdAt", p.updated_at AS "updatedAt",
  ${phonesSql('person_id', 'p.id')} AS phones, ${mailsSql('person_id', 'p.id')} AS mails,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'e164', h.e164, 'display', h.display) ORDER BY h.created_at, h.id), '[]') FROM phone_hints h
   WHERE h.person_id = p.id AND h.state = 'maybe' AND NOT EXISTS (SELECT 1 FROM phone_numbers n WHERE n.person_id = p.id AND n.e164 = h.e164)) AS "phoneHints",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'companyId', o.company_id, 'role', o.role, 'managerId', o.manager_id, 'isPrimary', o.is_primary)
     ORDER BY o.place, o.id), '[]') FROM positions o WHERE o.person_id = p.id) AS positions,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'purpose', c.purpose, 'channel', c.channel, 'state', c.state, 'source', c.source, 'proof', c.proof,
     'at', c.at, 'accountId', c.account_id) ORDER BY c.purpose, c.channel), '[]')
   FROM (SELECT DISTINCT ON (purpose, channel) * FROM consents WHERE person_id = p.id ORDER BY purpose, channel, at DESC, id DESC) c) AS consents
FROM persons p WHERE p.id = $1`;

/** A person with numbers, addresses, positions and present consents, in one statement. Throws NOT_FOUND. */
export async function loadPerson(ctx: Ctx, personId: string): Promise<Person> {
  const rows: PersonRow[] = await ctx.db.query(SQL, [personId]);
  return presentPerson(found(rows[0], 'person'));
}
