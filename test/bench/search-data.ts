import pg from 'pg';
import { type Cell, copyRows } from '../../scripts/support/seed/copy.js';
import { Dice, seededId } from '../../scripts/support/seed/random.js';
import { blockWords } from '../../server/features/search/blocks.js';
import { documentOf } from '../../server/features/search/indexing/document.js';
import type { Stems } from '../../server/features/search/stems.query.js';
import { umlautFolded } from '../../shared/domain/search-words.js';

const SYLLABLES =
  'an ba ber bor dra eck fel gar hei hol kam lan ler mar mun nor os pel ra ri ro sta see tal tor un ver vo wal wei win zel zim'.split(' ');
const ENDINGS = ['', 'e', 'en', 'er', 'ung', 'ungen', 'lich', 's'];
/** Words of the language the bodies are written in, and of one body: about 2 kB. */
const VOCABULARY = 200_000;
const WORDS = 280;
/** Tickets at once, in memory. */
const STRETCH = 20_000;

/** The word of a rank: the lower, the more texts it stands in. */
export function wordOf(rank: number): string {
  let rest = rank;
  const parts = [0, 1, 2].map(() => {
    const syllable = SYLLABLES[rest % SYLLABLES.length] ?? '';
    rest = Math.floor(rest / SYLLABLES.length);
    return syllable;
  });
  return `${parts.join('')}${ENDINGS[rest % ENDINGS.length] ?? ''}`;
}

/** Two words that about every third text has, by turns. */
export const commonWords = (turn: number): [string, string] => [wordOf(60 + (turn % 20)), wordOf(90 + ((turn * 7) % 20))];
/** The number of an order: eight tickets name it. */
export const orderNumber = (index: number): string => String(1_000_000 + Math.floor(index / 8));

async function stemsOfAll(client: pg.Client): Promise<Stems> {
  const words = Array.from({ length: VOCABULARY }, (_, rank) => wordOf(rank));
  const { rows } = await client.query<{ word: string; german: string[] | null; english: string[] | null }>(
    `SELECT w.word, ts_lexize('german_stem', w.german) AS german, ts_lexize('english_stem', w.word) AS english FROM unnest($1::text[], $2::text[]) AS w(word, german)`,
    [words, words.map(umlautFolded)],
  );
  return new Map(rows.map(({ word, german, english }) => [word, [...new Set([...(german ?? []), ...(english ?? [])])]]));
}

/** Writes a message of about 2 kB on every ticket that search does not know, and what search knows of it. The server must not be running. */
export async function writeBodies(url: string, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'`);
    await client.query('DROP INDEX IF EXISTS search_docs_words');
    const stems = await stemsOfAll(client);
    const dice = new Dice(7);
    let after = ['-infinity', '00000000-0000-0000-0000-000000000000'];
    for (let done = 0; ; done += STRETCH) {
      const { rows } = await client.query<Row>(
        `SELECT id, active_at::text AS at, created_at::text AS began FROM tickets t WHERE (active_at, id) > ($1::timestamptz, $2::uuid)
           AND NOT EXISTS (SELECT 1 FROM search_docs d WHERE d.id = t.id) ORDER BY active_at, id LIMIT ${STRETCH}`,
        after,
      );
      const last = rows.at(-1);
      if (!last) break;
      after = [last.at, last.id];
      const bodies = rows.map((_row, at) => [
        ...Array.from({ length: WORDS }, () => wordOf(dice.skewed(VOCABULARY, 1))),
        orderNumber(done + at),
      ]);
      await copyRows(
        client,
        { table: 'messages', columns: 'id, created_at, updated_at, ticket_id, kind, text' },
        messages(rows, bodies, done),
      );
      const { rows: places } = await client.query<{ place: string }>('SELECT nextval($1) AS place FROM generate_series(1, $2::int)', [
        'search_newest',
        rows.length,
      ]);
      await copyRows(
        client,
        { table: 'search_docs', columns: 'id, place, at, began, party, words' },
        documents(rows, bodies, places, stems),
      );
      say(`${done + rows.length} bodies of about 2 kB`);
    }
    await client.query('CREATE INDEX search_docs_words ON search_docs USING gin (words)');
    await client.query(`UPDATE search_state SET is_swept = true`);
    await client.query('VACUUM ANALYZE search_docs');
    await client.query('ANALYZE messages, tickets');
  } finally {
    await client.end();
  }
}

interface Row {
  id: string;
  at: string;
  began: string;
}

function* messages(rows: readonly Row[], bodies: readonly string[][], from: number): Generator<Cell[]> {
  for (const [index, { id, began }] of rows.entries())
    yield [seededId(77, 15, from + index), began, began, id, 'note', (bodies[index] ?? []).join(' ')];
}
function* documents(
  rows: readonly Row[],
  bodies: readonly string[][],
  places: readonly { place: string }[],
  stems: Stems,
): Generator<Cell[]> {
  for (const [index, { id, at, began }] of rows.entries()) {
    const place = places[index]?.place ?? '0';
    yield [id, place, at, began, '', documentOf([{ weight: '', words: bodies[index] ?? [] }], stems, blockWords(BigInt(place)))];
  }
}
