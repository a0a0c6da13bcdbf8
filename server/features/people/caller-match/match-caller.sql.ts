import type { CompanyLite } from '../../../../shared/models/people.js';
import type { Ctx } from '../../../core/context.js';
import { personNameSql } from '../person-name.js';

/** One holder of a number: a person, or a company. */
export interface HitRow {
  personId: string | null;
  name: string | null;
  companyId: string | null;
  companyName: string | null;
  /** The number is not stored with the person, but they were picked for it. */
  isChoiceOnly: boolean;
  /** The number is stored with the person because somebody picked them for it while it rang; nobody typed it. */
  isLearned: boolean;
  chosenAt: Date | null;
  timesChosen: number;
  isMainLine: boolean;
  hasExtension: boolean;
  isCurrent: boolean;
  stem: string | null;
  nextPromiseAt: Date | null;
  openTickets: number;
  lastContactAt: Date | null;
}

const FACTS = `f.next_promise_at AS "nextPromiseAt", coalesce(f.open_tickets, 0) AS "openTickets", f.last_interaction_at AS "lastContactAt"`;
const TODAY = `($2::timestamptz AT TIME ZONE coalesce((SELECT value #>> '{}' FROM settings WHERE key = 'timeZone'), $3))::date`;
const HOLDERS = `LEFT JOIN persons p ON p.id = h.person_id LEFT JOIN positions o ON o.person_id = h.person_id AND o.is_primary
  LEFT JOIN companies c ON c.id = coalesce(h.company_id, o.company_id) LEFT JOIN person_facts f ON f.person_id = h.person_id`;
const HOLDER_COLUMNS = `h.person_id AS "personId", ${personNameSql('p')} AS name, c.id AS "companyId", c.name AS "companyName", h.is_choice_only AS "isChoiceOnly", h.is_learned AS "isLearned",
  h.is_main_line AS "isMainLine", h.extension IS NOT NULL AS "hasExtension", h.stem,
  (h.valid_from IS NULL OR h.valid_from <= ${TODAY}) AND (h.valid_until IS NULL OR h.valid_until >= ${TODAY}) AS "isCurrent", ${FACTS}`;

/** $1 the number, $2 now, $3 default zone. Index phone_numbers_e164 and the key of number_choices; a number of hundreds is read to 200. */
export const NUMBER_HITS = `
WITH h AS (
  (SELECT person_id, company_id, is_main_line, extension, stem, valid_from, valid_until, false AS is_choice_only, source = 'learned' AS is_learned FROM phone_numbers WHERE e164 = $1 LIMIT 200)
  UNION ALL
  (SELECT n.person_id, NULL, false, NULL, NULL, NULL, NULL, true, false FROM number_choices n WHERE n.e164 = $1
     AND NOT EXISTS (SELECT 1 FROM phone_numbers x WHERE x.person_id = n.person_id AND x.e164 = $1) ORDER BY n.last_at DESC LIMIT 3))
SELECT ${HOLDER_COLUMNS}, n.last_at AS "chosenAt", coalesce(n.times, 0) AS "timesChosen" FROM h ${HOLDERS} LEFT JOIN number_choices n ON n.e164 = $1 AND n.person_id = h.person_id`;

/** $1 possible stems, $2 now, $3 default zone. Index phone_numbers_stem; only the longest stem counts. */
export const STEM_HITS = `
WITH found AS (SELECT * FROM phone_numbers WHERE is_main_line AND stem = ANY($1::text[]) LIMIT 200),
  h AS (SELECT person_id, company_id, is_main_line, extension, stem, valid_from, valid_until, false AS is_choice_only, source = 'learned' AS is_learned FROM found
    WHERE length(stem) = (SELECT max(length(stem)) FROM found))
SELECT ${HOLDER_COLUMNS}, NULL::timestamptz AS "chosenAt", 0 AS "timesChosen" FROM h ${HOLDERS}`;

/** The likeliest people of a company, for a call from one of its lines: those picked for the number, then by promise, ticket and last contact. */
export async function companyCandidates(
  ctx: Ctx,
  companyId: string,
  e164: string,
): Promise<{ people: HitRow[]; total: number; company: CompanyLite | null }> {
  const rows: (HitRow & { total: string })[] = await ctx.db.query(
    `SELECT p.id AS "personId", ${personNameSql('p')} AS name, o.company_id AS "companyId", c.name AS "companyName", false AS "isChoiceOnly", false AS "isLearned", n.last_at AS "chosenAt", coalesce(n.times, 0) AS "timesChosen",
       true AS "isMainLine", false AS "hasExtension", true AS "isCurrent", NULL AS stem, ${FACTS}, count(*) OVER () AS total
     FROM (SELECT * FROM positions WHERE company_id = $1 LIMIT 500) o JOIN persons p ON p.id = o.person_id JOIN companies c ON c.id = o.company_id
       LEFT JOIN person_facts f ON f.person_id = p.id LEFT JOIN number_choices n ON n.e164 = $2 AND n.person_id = p.id
     ORDER BY (f.next_promise_at IS NOT NULL AND f.next_promise_at <= $3::timestamptz + interval '1 day') DESC, n.last_at DESC NULLS LAST,
       coalesce(f.open_tickets, 0) > 0 DESC, f.last_interaction_at DESC NULLS LAST, p.sort_name LIMIT 3`,
    [companyId, e164, ctx.now],
  );
  const companies: CompanyLite[] = await ctx.db.query('SELECT id, name, kind, parent_id AS "parentId" FROM companies WHERE id = $1', [
    companyId,
  ]);
  return { people: rows, total: Number(rows[0]?.total ?? 0), company: companies[0] ?? null };
}
