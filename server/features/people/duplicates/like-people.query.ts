import type { likePeople as operation } from '../../../../shared/contract/people-like.js';
import type { PersonLikeness } from '../../../../shared/models/people-like.js';
import type { OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { found } from '../../../core/errors.js';
import { type PersonLiteRow, presentPersonLite } from '../people.presenter.js';
import { PERSON_LITE_COLUMNS, PERSON_LITE_JOINS } from '../person-lite-sql.js';
import { personSortName } from '../search/search-keys.js';
import { type WorkSight, withSeenTickets } from '../seen-work.query.js';

/** Shown beside a person. */
const SHOWN = 5;
/** What more people than this share is a line or mailbox of an office, and a name as common says nothing by itself. */
const SHARED = 3;
/** Namesakes looked at. */
const NAMESAKES = 50;

type Row = PersonLiteRow & { reasons: PersonLikeness[] };

/**
 * People who are perhaps the same: by a mail address, a number of their own, a customer number, a number in a signature; by the name only together with a
 * company, or when hardly anybody has it. Says nothing that is not on everybody's record. Indexes: persons_sort, phone_numbers_e164, mail_addresses_address,
 * persons_customer_number, positions_person_company. Throws NOT_FOUND.
 */
export async function likePeople(ctx: Ctx, { personId }: { personId: string }, sight: WorkSight): Promise<OutputOf<typeof operation>> {
  const [me]: { givenName: string; familyName: string }[] = await ctx.db.query(
    'SELECT given_name AS "givenName", family_name AS "familyName" FROM persons WHERE id = $1',
    [personId],
  );
  const { givenName, familyName } = found(me, 'person');
  const isWhole = givenName !== '' && familyName !== '';
  const names = [{ givenName, familyName }, ...(isWhole ? [{ givenName: familyName, familyName: givenName }] : [])].map(personSortName);
  const rows: Row[] = await ctx.db.query(LIKE, [personId, [...new Set(names)], isWhole]);
  const seen = await withSeenTickets(ctx, sight, { column: 'person_id', rows });
  return { items: seen.map(({ reasons, ...person }) => ({ person: presentPersonLite(person), reasons })) };
}

/** Some rows of `of` and, as `n`, how many there are, counted no further than tells that they are too many. */
const few = (of: string) => `(SELECT s.*, count(*) OVER () AS n FROM (${of} LIMIT ${SHARED + 1}) s)`;

/** `$1` the person, `$2` their name as it sorts, in both orders, `$3` whether both parts of it are known. */
const LIKE = `
WITH signs AS (
  SELECT x.person_id AS id, 'same-mail' AS reason FROM mail_addresses mine CROSS JOIN LATERAL
    ${few('SELECT a.person_id FROM mail_addresses a WHERE a.address = mine.address AND a.person_id IS NOT NULL')} x
    WHERE mine.person_id = $1 AND x.n <= ${SHARED}
  UNION
  SELECT x.person_id, 'same-number' FROM phone_numbers mine CROSS JOIN LATERAL
    ${few('SELECT n.person_id, n.extension FROM phone_numbers n WHERE n.e164 = mine.e164 AND n.person_id IS NOT NULL AND NOT n.is_main_line')} x
    WHERE mine.person_id = $1 AND NOT mine.is_main_line AND x.n <= ${SHARED} AND x.extension IS NOT DISTINCT FROM mine.extension
  UNION
  SELECT x.person_id, 'maybe-number' FROM phone_hints h CROSS JOIN LATERAL
    ${few('SELECT n.person_id FROM phone_numbers n WHERE n.e164 = h.e164 AND n.person_id IS NOT NULL AND NOT n.is_main_line')} x
    WHERE h.person_id = $1 AND h.state <> 'refused' AND x.n <= ${SHARED}
  UNION
  SELECT o.id, 'same-customer-number' FROM persons p JOIN persons o ON upper(o.customer_number) COLLATE "C" = upper(p.customer_number) COLLATE "C" WHERE p.id = $1),
namesakes AS (SELECT p.id FROM persons p WHERE p.sort_name = ANY($2::text[]) AND p.id <> $1 AND p.merged_into_id IS NULL LIMIT ${NAMESAKES}),
named AS (
  SELECT id, 'same-name' AS reason FROM namesakes
  UNION
  SELECT k.id, 'same-company' FROM namesakes k JOIN positions o ON o.person_id = k.id JOIN positions mine ON mine.company_id = o.company_id AND mine.person_id = $1),
judged AS (
  SELECT s.id, array_agg(s.reason ORDER BY array_position(ARRAY['same-mail', 'same-number', 'same-customer-number', 'maybe-number', 'same-name', 'same-company'], s.reason)) AS reasons
  FROM (SELECT * FROM signs UNION SELECT * FROM named) s WHERE s.id <> $1 GROUP BY s.id)
SELECT ${PERSON_LITE_COLUMNS}, j.reasons FROM judged j JOIN persons p ON p.id = j.id ${PERSON_LITE_JOINS}
WHERE j.reasons <> ARRAY['same-name'] OR ($3 AND (SELECT count(*) FROM namesakes) <= ${SHARED})
ORDER BY array_length(j.reasons, 1) DESC, j.reasons[1] = 'same-name', f.last_interaction_at DESC NULLS LAST, p.id LIMIT ${SHOWN}`;
