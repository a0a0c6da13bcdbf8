import { umlautFolded } from '../../../shared/domain/search-words.js';
import type { Ctx } from '../../core/context.js';

/** Words whose stems are remembered; a language of everyday has fewer in use. */
const REMEMBERED = 50_000;
const remembered = new Map<string, readonly string[]>();

/** Words of a text → under what the index knows them. */
export type Stems = ReadonlyMap<string, readonly string[]>;

/**
 * The stems of folded words: the German and the English one, by PostgreSQL's own stemmers, so that a word is found in either language without anybody having
 * to know which one a text is in. What neither knows, and anything with digits, stands for itself. Asks the database only for words not met before.
 */
export async function stemsOf(ctx: Ctx, words: Iterable<string>): Promise<Stems> {
  const stems = new Map<string, readonly string[]>();
  const unknown: string[] = [];
  for (const word of new Set(words)) {
    const known = /^\p{L}+$/u.test(word) ? remembered.get(word) : [word];
    if (known) stems.set(word, known);
    else unknown.push(word);
  }
  if (unknown.length === 0) return stems;
  const rows: { word: string; german: string[] | null; english: string[] | null }[] = await ctx.db.query(
    `SELECT w.word, ts_lexize('german_stem', w.german) AS german, ts_lexize('english_stem', w.word) AS english FROM unnest($1::text[], $2::text[]) AS w(word, german)`,
    [unknown, unknown.map(umlautFolded)],
  );
  if (remembered.size + rows.length > REMEMBERED) remembered.clear();
  for (const { word, german, english } of rows) {
    const both = [...new Set([...(german ?? []), ...(english ?? [])])];
    const found = both.length === 0 ? [word] : both;
    stems.set(word, found);
    remembered.set(word, found);
  }
  return stems;
}
