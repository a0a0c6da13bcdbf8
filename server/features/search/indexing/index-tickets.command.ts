import type { Ctx } from '../../../core/context.js';
import { driverError } from '../../../core/errors.js';
import { blockWords } from '../blocks.js';
import { stemsOf } from '../stems.query.js';
import { documentOf, HAS_FILE, partsOf } from './document.js';
import { ticketTexts } from './ticket-texts.query.js';

/** Tickets read at once: what they say is in memory meanwhile. */
const AT_ONCE = 50;

/** Where new documents go: above all there are (`newest`), or below them, for tickets that were there before search was (`oldest`). */
export type Where = 'newest' | 'oldest';

const SEQUENCES: Record<Where, string> = { newest: 'search_newest', oldest: 'search_oldest' };

/** PostgreSQL's classes of what is wrong with the data itself: data exceptions and limits of the program. */
const REFUSED = /^(22|54)/;

const SAVE = `
INSERT INTO search_docs (id, place, at, began, party, words)
SELECT r.id, r.place, r.at, r.began, r.party, r.words::tsvector
FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[]) AS r(id, place, at, began, party, words)
ON CONFLICT (id) DO UPDATE SET place = excluded.place, at = excluded.at, began = excluded.began, party = excluded.party, words = excluded.words
WHERE (search_docs.words, search_docs.party, search_docs.at) IS DISTINCT FROM (excluded.words, excluded.party, excluded.at)`;

/**
 * Writes the documents of these tickets anew, and takes away those of tickets that are no more, or went up in another. A stretch that PostgreSQL refuses is
 * written ticket by ticket, and the refused one left as it was: what nobody foresaw in one ticket must not end the search of all others.
 */
export async function indexTickets(ctx: Ctx, ticketIds: readonly string[], where: Where): Promise<void> {
  if (ticketIds.length === 0) return;
  for (let start = 0; start < ticketIds.length; start += AT_ONCE) {
    const ids = ticketIds.slice(start, start + AT_ONCE);
    if (!(await attempt(ctx, () => indexSome(ctx, ids, where))))
      for (const id of ids) await attempt(ctx, () => indexSome(ctx, [id], where));
  }
  // New entries wait in a list every search reads to its end; sorted in here, at once, they cost a fraction of one by one.
  await ctx.db.query(`SELECT gin_clean_pending_list('search_docs_words')`);
}

/** Runs something that may be refused without ending the transaction. False: it was. A transaction to be repeated as a whole is none of its business. */
async function attempt(ctx: Ctx, run: () => Promise<void>): Promise<boolean> {
  await ctx.db.query('SAVEPOINT document');
  try {
    await run();
    await ctx.db.query('RELEASE SAVEPOINT document');
    return true;
  } catch (error) {
    if (!REFUSED.test(driverError(error)?.code ?? '')) throw error;
    await ctx.db.query('ROLLBACK TO SAVEPOINT document');
    return false;
  }
}

async function indexSome(ctx: Ctx, ids: readonly string[], where: Where): Promise<void> {
  const tickets = await ticketTexts(ctx, ids);
  const kept = new Set(tickets.map(({ id }) => id));
  await ctx.db.query('DELETE FROM search_docs WHERE id = ANY($1::uuid[])', [ids.filter((id) => !kept.has(id))]);
  const parts = tickets.map(({ texts }) => partsOf(texts));
  const stems = await stemsOf(ctx, allWords(parts));
  const places = await drawPlaces(ctx, where, tickets.length);
  const docs = tickets.map((ticket, at) => {
    const place = ticket.place ?? places[at] ?? '0';
    const words = documentOf(parts[at] ?? [], stems, [...blockWords(BigInt(place)), ...(ticket.texts.hasFile ? [HAS_FILE] : [])]);
    return { ...ticket, place, words };
  });
  await ctx.db.query(SAVE, [
    docs.map(({ id }) => id),
    docs.map(({ place }) => place),
    docs.map(({ activeAt }) => activeAt),
    docs.map(({ createdAt }) => createdAt),
    docs.map(({ party }) => party),
    docs.map(({ words }) => words),
  ]);
}

function* allWords(documents: readonly (readonly { words: readonly string[] }[])[]): Generator<string> {
  for (const parts of documents) for (const { words } of parts) yield* words;
}

async function drawPlaces(ctx: Ctx, where: Where, count: number): Promise<string[]> {
  const rows: { place: string }[] = await ctx.db.query('SELECT nextval($1) AS place FROM generate_series(1, $2::int)', [
    SEQUENCES[where],
    count,
  ]);
  return rows.map(({ place }) => place);
}
