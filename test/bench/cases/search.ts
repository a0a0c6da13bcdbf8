import { ask, hammer } from '../http-load.js';
import { commonWords, orderNumber } from '../search-data.js';
import type { Stage } from '../stage.js';
import { compare, type Result } from '../stats.js';

/**
 * search-rare and search-two-common: the number of an order, which eight tickets name, and two words each of which about every third has, over bodies of about 2 kB, as
 * somebody of one team asks; beside a bare read of one row.
 */
export async function searchWords(stage: Stage, kind: 'rare' | 'two-common', seconds: number): Promise<Result> {
  await stage.hire(1);
  const [agent] = stage.agents;
  if (!agent) throw new Error('nobody was hired');
  const [{ count } = { count: 0 }] = (await stage.db.query<{ count: number }>('SELECT count(*)::int AS count FROM search_docs')).rows;
  const wordsOf = (turn: number) => (kind === 'rare' ? orderNumber((turn * 7919) % count) : commonWords(turn).join(' '));
  // The words are whole: a space stands behind them.
  const product = await hammer((turn) => stage.api(agent, 'GET', `/search/tickets?q=${encodeURIComponent(`${wordsOf(turn)} `)}`), {
    atOnce: 1,
    seconds,
  });
  const { rows } = await stage.db.query<{ id: string }>('SELECT id FROM persons LIMIT 500');
  const bare = await hammer((turn) => ask(`${stage.bare.url}/person/${rows[turn % rows.length]?.id ?? ''}`), { atOnce: 1, seconds });
  const limit = kind === 'rare' ? 50 : 150;
  return compare(`search-${kind}`, 'ms', { product, bare }, { [`p99 ≤ ${limit} ms`]: product.p99 <= limit });
}
