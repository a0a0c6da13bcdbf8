import { ask, hammer } from '../http-load.js';
import type { BenchAgent, Stage } from '../stage.js';
import { compare, type Figures, type Result } from '../stats.js';

const QUERIES = [
  'mül',
  'petra mu',
  'schnei',
  'berghe',
  'thomas w',
  'Kowalsk',
  'becker bau',
  'schmit',
  'steinbach',
  'anna k',
  'wolf',
  'Zimmermn',
  'o’br',
  'meier mi',
  'gartenfeld',
];
const pick = <T>(list: readonly T[], turn: number): T => {
  const one = list[turn % list.length];
  if (one === undefined) throw new Error('nothing to ask for');
  return one;
};

async function reader(stage: Stage): Promise<BenchAgent> {
  await stage.hire(1);
  return pick(stage.agents, 0);
}
async function ids(stage: Stage, sql: string): Promise<string[]> {
  return (await stage.db.query<{ id: string }>(sql)).rows.map((row) => row.id);
}
async function bareRead(stage: Stage, seconds: number): Promise<Figures> {
  const people = await ids(stage, 'SELECT id FROM persons LIMIT 500');
  return hammer((turn) => ask(`${stage.bare.url}/person/${pick(people, turn)}`), { atOnce: 1, seconds });
}

/** Search while typing: beginnings, two words, a typing error, a company. */
export async function measureSearch(stage: Stage, seconds: number): Promise<Figures> {
  const agent = await reader(stage);
  return hammer((turn) => stage.api(agent, 'GET', `/search/people?q=${encodeURIComponent(pick(QUERIES, turn))}`), { atOnce: 1, seconds });
}

/** person-search: also beside its own time at a hundredth of the data. */
export async function personSearch(stage: Stage, atHundredth: Figures, seconds: number): Promise<Result> {
  const product = await measureSearch(stage, seconds);
  return compare(
    'person-search',
    'ms',
    { product, bare: await bareRead(stage, seconds) },
    {
      'p99 ≤ 50 ms': product.p99 <= 50,
      [`p50 ≤ 1.5 × its time at a hundredth of the data (${atHundredth.p50} ms)`]: product.p50 <= 1.5 * atHundredth.p50,
    },
  );
}

/** caller-card: who calls, as the console asks for it after a reload; the calls of the most frequent callers among them. */
export async function callerCard(stage: Stage, seconds: number): Promise<Result> {
  const agent = await reader(stage);
  const calls = await ids(stage, 'SELECT id FROM calls WHERE person_id IS NOT NULL ORDER BY id DESC LIMIT 200');
  const product = await hammer((turn) => stage.api(agent, 'GET', `/calls/${pick(calls, turn)}/card`), { atOnce: 1, seconds });
  return compare('caller-card', 'ms', { product, bare: await bareRead(stage, seconds) }, { 'p99 ≤ 20 ms': product.p99 <= 20 });
}

/** ticket-history: the tickets with the longest histories. */
export async function ticketHistory(stage: Stage, seconds: number): Promise<Result> {
  const agent = await reader(stage);
  const tickets = await ids(
    stage,
    'SELECT t.id FROM tickets t JOIN teams ON teams.id = t.team_id JOIN (SELECT ticket_id, count(*) AS n FROM messages GROUP BY 1 ORDER BY n DESC LIMIT 500) m ON m.ticket_id = t.id',
  );
  const product = await hammer((turn) => stage.api(agent, 'GET', `/tickets/${pick(tickets, turn)}/history`), { atOnce: 1, seconds });
  return compare('ticket-history', 'ms', { product, bare: await bareRead(stage, seconds) }, { 'p99 ≤ 20 ms': product.p99 <= 20 });
}

/** Conditions as the filter builder makes them. */
const where = (...conditions: object[]) => `where=${encodeURIComponent(JSON.stringify(conditions))}`;
const LISTS = [
  ...['view=mine', 'view=team', 'view=unassigned', 'view=waiting', 'view=all', 'view=all&sort=oldest', 'view=all&status=closed'],
  ...['view=all&sort=priority', 'view=team&priority=1', 'view=all&status=solved&sort=newest'],
  where({ field: 'owner', is: 'any', values: ['me', 'none'] }, { field: 'priority', is: 'any', values: [1, 2] }),
  where({ field: 'created', is: 'any', when: { last: 30, unit: 'days' } }, { field: 'kind', is: 'none', values: ['praise'] }),
  where({ field: 'status', is: 'any', values: ['closed'] }, { field: 'team', is: 'any', values: ['mine'] }),
];

/** list-view: the first and the second page of the product's views and of some that people might make, in several orders. */
export async function listView(stage: Stage, seconds: number): Promise<Result> {
  const agent = await reader(stage);
  const firsts = (await Promise.all(LISTS.map((list) => stage.api(agent, 'GET', `/tickets?${list}`)))) as { cursor: string | null }[];
  const pages = LISTS.flatMap((list, at) => {
    const cursor = firsts[at]?.cursor;
    return cursor ? [list, `${list}&cursor=${encodeURIComponent(cursor)}`] : [list];
  });
  const product = await hammer((turn) => stage.api(agent, 'GET', `/tickets?${pick(pages, turn)}`), { atOnce: 1, seconds });
  return compare('list-view', 'ms', { product, bare: await bareRead(stage, seconds) }, { 'p99 ≤ 50 ms': product.p99 <= 50 });
}
