import type { NameProbe } from '../../../../shared/domain/name-keys.js';
import type { Ctx } from '../../../core/context.js';
import { personNameSql } from '../person-name.js';

/** A person or company that a probe found, with what decides about its place. */
export interface Candidate {
  kind: 'person' | 'company';
  id: string;
  name: string;
  companyName: string | null;
  weight: number;
  lastAt: Date | null;
  /** The number, address or customer number that was found; null for names. */
  detail: string | null;
}
/** Rows a single probe may look at: the bound that makes a search as fast at a million people as at ten thousand. */
export const PROBE_ROWS = 200;

/** Greater than every text that begins with `start`, in the byte order of collation C. */
export function afterAll(start: string): string {
  return `${start}\u{10FFFF}`;
}

/**
 * What everything found is joined to: `hits(person_id, company_id, detail)` → Candidate rows. The lateral LIMIT 1 keeps the planner to one index look-up per hit; it
 * takes the number of hits for larger than it is and would read all companies instead.
 */
const CANDIDATES = `
SELECT 'person' AS kind, p.id, ${personNameSql('p')} AS name, c.name AS "companyName", CASE WHEN p.is_vip THEN 2 WHEN p.kind = 'customer' THEN 1 ELSE 0 END AS weight,
  f.last_interaction_at AS "lastAt", h.detail
FROM (SELECT person_id, detail FROM hits WHERE person_id IS NOT NULL) h
  CROSS JOIN LATERAL (SELECT * FROM persons WHERE id = h.person_id LIMIT 1) p
  LEFT JOIN LATERAL (SELECT company_id FROM positions WHERE person_id = h.person_id AND is_primary LIMIT 1) o ON true
  LEFT JOIN LATERAL (SELECT name FROM companies WHERE id = o.company_id LIMIT 1) c ON true
  LEFT JOIN LATERAL (SELECT last_interaction_at FROM person_facts WHERE person_id = h.person_id LIMIT 1) f ON true
UNION ALL
SELECT 'company', c.id, c.name, u.name, CASE c.tier WHEN 'key' THEN 2 ELSE 1 END, f.last_interaction_at, h.detail
FROM (SELECT company_id, detail FROM hits WHERE company_id IS NOT NULL) h
  CROSS JOIN LATERAL (SELECT * FROM companies WHERE id = h.company_id LIMIT 1) c
  LEFT JOIN LATERAL (SELECT name FROM companies WHERE id = c.parent_id LIMIT 1) u ON true
  LEFT JOIN LATERAL (SELECT last_interaction_at FROM company_facts WHERE company_id = h.company_id LIMIT 1) f ON true`;

/** Runs name probes on the key table; index search_keys_key, at most PROBE_ROWS per key. */
export function probeNames(ctx: Ctx, probes: readonly NameProbe[]): Promise<Candidate[]> {
  const keys = (match: NameProbe['match']) =>
    probes.filter((probe) => probe.match === match).flatMap((probe) => probe.keys.map((key) => probe.kind + key));
  const starts = keys('prefix');
  return ctx.db.query(
    `WITH hits AS (
       SELECT x.person_id, x.company_id, NULL AS detail FROM unnest($1::text[]) AS k(key) CROSS JOIN LATERAL
         (SELECT person_id, company_id FROM search_keys s WHERE s.key = k.key ORDER BY s.weight DESC LIMIT ${PROBE_ROWS}) x
       UNION
       SELECT x.person_id, x.company_id, NULL FROM unnest($2::text[], $3::text[]) AS r(low, high) CROSS JOIN LATERAL
         (SELECT person_id, company_id FROM search_keys s WHERE s.key >= r.low AND s.key < r.high ORDER BY s.key, s.weight DESC LIMIT ${PROBE_ROWS}) x)
     ${CANDIDATES}`,
    [keys('exact'), starts, starts.map(afterAll)],
  );
}

/** People of the companies that bear one of these words: `petra kurz bau` means the Petra at Kurz Bau. Companies stand first among equal keys. */
export function probeMembers(ctx: Ctx, words: readonly string[]): Promise<Candidate[]> {
  return ctx.db.query(
    `WITH firms AS (
       SELECT DISTINCT x.company_id FROM unnest($1::text[]) AS k(key) CROSS JOIN LATERAL
         (SELECT company_id FROM search_keys s WHERE s.key = k.key ORDER BY s.weight DESC LIMIT 20) x WHERE x.company_id IS NOT NULL),
     hits AS (SELECT DISTINCT o.person_id, NULL::uuid AS company_id, NULL AS detail FROM firms JOIN LATERAL
       (SELECT person_id FROM positions WHERE positions.company_id = firms.company_id LIMIT ${PROBE_ROWS}) o ON true LIMIT ${PROBE_ROWS * 2})
     ${CANDIDATES}`,
    [words.map((word) => `w${word}`)],
  );
}

/** A part inside a name, by trigram index; for when no key was found. `parts` are folded words without wildcards. */
export function probeInside(ctx: Ctx, part: string): Promise<Candidate[]> {
  return ctx.db.query(
    `WITH hits AS (
       (SELECT id AS person_id, NULL::uuid AS company_id, NULL AS detail FROM persons WHERE sort_name LIKE $1 AND merged_into_id IS NULL LIMIT ${PROBE_ROWS})
       UNION ALL (SELECT NULL, id, NULL FROM companies WHERE sort_name LIKE $1 LIMIT ${PROBE_ROWS}))
     ${CANDIDATES}`,
    [`%${part}%`],
  );
}

/** Names that look alike, by trigram index; the last resort. */
export function probeSimilar(ctx: Ctx, text: string): Promise<Candidate[]> {
  return ctx.db.query(
    `WITH hits AS (
       (SELECT id AS person_id, NULL::uuid AS company_id, NULL AS detail FROM persons WHERE sort_name %> $1 AND merged_into_id IS NULL LIMIT ${PROBE_ROWS})
       UNION ALL (SELECT NULL, id, NULL FROM companies WHERE sort_name %> $1 LIMIT ${PROBE_ROWS}))
     ${CANDIDATES}`,
    [text],
  );
}

/** Numbers that begin or end like this; indexes phone_numbers_e164 and phone_numbers_ending. */
export function probeNumbers(ctx: Ctx, starts: readonly string[], ending: string | null): Promise<Candidate[]> {
  const reversed = ending === null ? [] : [[...ending].reverse().join('')];
  return ctx.db.query(
    `WITH hits AS (
       SELECT x.* FROM unnest($1::text[], $2::text[]) AS r(low, high) CROSS JOIN LATERAL
         (SELECT person_id, company_id, display AS detail FROM phone_numbers n WHERE n.e164 >= r.low AND n.e164 < r.high ORDER BY n.e164 LIMIT ${PROBE_ROWS}) x
       UNION
       SELECT x.* FROM unnest($3::text[], $4::text[]) AS r(low, high) CROSS JOIN LATERAL
         (SELECT person_id, company_id, display FROM phone_numbers n WHERE reverse(n.e164) COLLATE "C" >= r.low AND reverse(n.e164) COLLATE "C" < r.high
          ORDER BY reverse(n.e164) COLLATE "C" LIMIT ${PROBE_ROWS}) x)
     ${CANDIDATES}`,
    [starts, starts.map(afterAll), reversed, reversed.map(afterAll)],
  );
}

/** Mail addresses that begin like this. */
export function probeMails(ctx: Ctx, start: string): Promise<Candidate[]> {
  return ctx.db.query(
    `WITH hits AS (SELECT person_id, company_id, address AS detail FROM mail_addresses WHERE address >= $1 AND address < $2 ORDER BY address LIMIT ${PROBE_ROWS}) ${CANDIDATES}`,
    [start, afterAll(start)],
  );
}

/** Customer numbers that begin like this, whatever the case. */
export function probeCustomerNumbers(ctx: Ctx, start: string): Promise<Candidate[]> {
  return ctx.db.query(
    `WITH hits AS (
       (SELECT id AS person_id, NULL::uuid AS company_id, customer_number AS detail FROM persons
        WHERE upper(customer_number) COLLATE "C" >= $1 AND upper(customer_number) COLLATE "C" < $2 ORDER BY upper(customer_number) COLLATE "C" LIMIT ${PROBE_ROWS})
       UNION ALL (SELECT NULL, id, customer_number FROM companies
        WHERE upper(customer_number) COLLATE "C" >= $1 AND upper(customer_number) COLLATE "C" < $2 ORDER BY upper(customer_number) COLLATE "C" LIMIT ${PROBE_ROWS}))
     ${CANDIDATES}`,
    [start, afterAll(start)],
  );
}
