import type { Ctx } from '../../../core/context.js';
import { bind, type Condition } from '../../../core/db/condition.js';
import { queryWithin } from '../../../core/db/query-within.js';
import { stretches } from '../blocks.js';
import type { Asked } from './ts-query.js';

/** Tickets that are ranked: the latest active ones that fit. Who wants older ones says another word, or a date. */
export const MOST_RANKED = 200;
/** Documents looked up in the first statement; each further one looks up four times as many, for whoever narrows by what few tickets are. */
const FIRST_PAGE = 2000;
/** Documents looked up in one search. */
const MOST_LOOKED_AT = 40_000;
/** How long one statement may look, ms: whoever is still typing has asked the next one by then. */
const MOST_MS = 3000;

/** What was found, the latest active first. */
export interface Candidates {
  ids: string[];
  /** There are more that fit. */
  isMore: boolean;
  /** Some were not looked at. */
  isPartial: boolean;
}

interface Page {
  looked: number;
  /** The lowest place looked at. */
  last: string | null;
  ids: string[];
}

/** Tickets among those the condition lets through that have what was asked for, found by walking the index from the newest block to the oldest. */
export async function candidates(ctx: Ctx, asked: Asked, where: Condition): Promise<Candidates> {
  const [ends]: { newest: string; oldest: string }[] = await ctx.db.query(
    'SELECT (SELECT last_value FROM search_newest) AS newest, (SELECT last_value FROM search_oldest) AS oldest',
  );
  if (!ends) return { ids: [], isMore: false, isPartial: false };
  const found: Candidates = { ids: [], isMore: false, isPartial: false };
  const left = stretches(BigInt(ends.newest), BigInt(ends.oldest));
  let looked = 0;
  let span = 0;
  while (left.length > 0 && found.ids.length <= MOST_RANKED) {
    const next = left.splice(0, howMany(left, { found: found.ids.length, span }));
    span += next.reduce((sum, stretch) => sum + stretch.span, 0);
    const blocks = next.flatMap(({ words }) => words.map((word) => `'${word}'`)).join(' | ');
    looked += await walk(ctx, { query: `${asked.query} & (${blocks})`, where, budget: MOST_LOOKED_AT - looked }, found);
    if (found.isPartial) break;
  }
  found.isMore = found.ids.length > MOST_RANKED;
  return { ...found, ids: found.ids.slice(0, MOST_RANKED) };
}

/** How many stretches to ask for at once: as many as are likely to hold the rest. Words that were not there at all are rare: they are looked for everywhere. */
function howMany(left: readonly { span: number }[], { found, span }: { found: number; span: number }): number {
  if (span === 0) return 1;
  if (found === 0) return left.length;
  const needed = (span / found) * (MOST_RANKED - found) * 1.5;
  let sum = 0;
  const at = left.findIndex((stretch) => {
    sum += stretch.span;
    return sum >= needed;
  });
  return at < 0 ? left.length : at + 1;
}

async function walk(ctx: Ctx, ask: { query: string; where: Condition; budget: number }, found: Candidates): Promise<number> {
  let looked = 0;
  let below: string | null = null;
  for (let size = FIRST_PAGE; found.ids.length <= MOST_RANKED; size *= 4) {
    const page: Page | null = looked >= ask.budget ? null : await lookUp(ctx, ask, { below, size });
    if (page === null) {
      found.isPartial = true;
      break;
    }
    looked += page.looked;
    found.ids.push(...page.ids);
    below = page.last;
    if (page.looked < size || below === null) break;
  }
  return looked;
}

/** One page of documents by place, and which of their tickets the condition lets through; null when it took too long. Indexes: search_docs_words, tickets' primary key. */
async function lookUp(
  ctx: Ctx,
  { query, where }: { query: string; where: Condition },
  from: { below: string | null; size: number },
): Promise<Page | null> {
  const sql = `WITH fitting AS MATERIALIZED (
       SELECT d.id, d.place FROM search_docs d WHERE d.words @@ $1::tsquery AND d.place < coalesce($2::bigint, 9223372036854775807) ORDER BY d.place DESC LIMIT $3),
     seen AS (SELECT f.id, f.place FROM fitting f CROSS JOIN LATERAL (SELECT * FROM tickets WHERE id = f.id LIMIT 1) t
       WHERE ${bind(where, 3)} ORDER BY f.place DESC LIMIT ${MOST_RANKED + 1})
     SELECT (SELECT count(*)::int FROM fitting) AS looked, (SELECT min(place) FROM fitting) AS last, ARRAY(SELECT id FROM seen ORDER BY place DESC) AS ids`;
  const rows = await queryWithin<Page>(ctx.db, MOST_MS, { sql, params: [query, from.below, from.size, ...where.params] });
  return rows === null ? null : (rows[0] ?? { looked: 0, last: null, ids: [] });
}

/** A page of tickets by when they were active, and those of them that fit. */
interface Walked {
  looked: number;
  lastAt: string | null;
  lastId: string | null;
  ids: string[];
}

/**
 * The same for questions without a word the index could lead by: the latest active tickets of the condition, the words of each looked at, of `budget`
 * tickets at most. Index: tickets_active.
 */
export async function latest(ctx: Ctx, ask: { query: string; where: Condition }, budget = MOST_LOOKED_AT): Promise<Candidates> {
  const found: Candidates = { ids: [], isMore: false, isPartial: false };
  const from: { at: string | null; id: string | null } = { at: null, id: null };
  let looked = 0;
  const first = ask.query === '' ? MOST_RANKED + 1 : FIRST_PAGE;
  for (let size = Math.min(first, budget); found.ids.length <= MOST_RANKED; size = Math.min(size * 4, budget - looked)) {
    const page = size === 0 ? null : await walkBack(ctx, ask, { ...from, size });
    found.isPartial = page === null;
    if (page === null) break;
    looked += page.looked;
    found.ids.push(...page.ids);
    Object.assign(from, { at: page.lastAt, id: page.lastId });
    if (page.looked < size) break;
  }
  return { ...found, isMore: found.ids.length > MOST_RANKED, ids: found.ids.slice(0, MOST_RANKED) };
}

/** Null when it took too long. */
async function walkBack(
  ctx: Ctx,
  { query, where }: { query: string; where: Condition },
  from: { at: string | null; id: string | null; size: number },
): Promise<Walked | null> {
  const sql = `WITH walked AS MATERIALIZED (
       SELECT t.id, t.active_at FROM tickets t WHERE (${bind(where, 4)})
         AND (t.active_at, t.id) < (coalesce($2::timestamptz, 'infinity'), coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
       ORDER BY t.active_at DESC, t.id DESC LIMIT $4),
     seen AS (SELECT w.id, w.active_at FROM walked w WHERE $1::tsquery IS NULL OR EXISTS (SELECT 1 FROM search_docs d WHERE d.id = w.id AND d.words @@ $1::tsquery)
       ORDER BY w.active_at DESC, w.id DESC LIMIT ${MOST_RANKED + 1})
     SELECT (SELECT count(*)::int FROM walked) AS looked, l.active_at::text AS "lastAt", l.id AS "lastId", ARRAY(SELECT id FROM seen ORDER BY active_at DESC, id DESC) AS ids
     FROM (SELECT 1) one LEFT JOIN (SELECT * FROM walked ORDER BY active_at, id LIMIT 1) l ON true`;
  const rows = await queryWithin<Walked>(ctx.db, MOST_MS, { sql, params: [query || null, from.at, from.id, from.size, ...where.params] });
  return rows === null ? null : (rows[0] ?? { looked: 0, lastAt: null, lastId: null, ids: [] });
}
