import pg from 'pg';
import { beginBulk, isAlone } from './bulk.js';
import { type Cell, copyRows } from './copy.js';
import * as people from './people.js';
import { type SeedHosts, SeedPlan, type SeedSizes } from './plan.js';
import * as work from './work.js';

async function hostsOf(client: pg.Client): Promise<SeedHosts> {
  const ids = async (sql: string) => (await client.query<{ id: string }>(sql)).rows.map((row) => row.id);
  return {
    accountIds: await ids('SELECT id FROM accounts WHERE is_active ORDER BY id'),
    teamIds: await ids('SELECT id FROM teams WHERE NOT is_confidential ORDER BY id'),
  };
}

/** Draws ticket numbers the way the app does: unique beside whoever draws at the same time. */
async function drawNumbers(client: pg.Client, count: number): Promise<string[]> {
  const { rows } = await client.query<{ n: string }>(`SELECT nextval('ticket_number_seq')::text AS n FROM generate_series(1, $1)`, [count]);
  return rows.map((row) => row.n);
}

type Step = [table: string, columns: string, rows: () => Iterable<readonly Cell[]>];

/** Who there is, and what happened: neither group needs the rows of the other to be made. */
function groups(plan: SeedPlan, numbers: readonly string[]): { people: Step[]; work: Step[] } {
  return {
    people: [
      ['companies', people.COMPANY_COLUMNS, () => people.companies(plan)],
      ['persons', people.PERSON_COLUMNS, () => people.persons(plan)],
      ['phone_numbers', people.PHONE_COLUMNS, () => people.phones(plan)],
      ['mail_addresses', people.MAIL_COLUMNS, () => people.mails(plan)],
      ['positions', people.POSITION_COLUMNS, () => people.positions(plan)],
      ['search_keys', people.KEY_COLUMNS, () => people.searchKeyRows(plan)],
    ],
    work: [
      ['tickets', work.TICKET_COLUMNS, () => work.tickets(plan, numbers)],
      ['ticket_numbers', 'number, ticket_id, drawn_at', () => work.ticketNumbers(plan, numbers)],
      ['messages', 'id, created_at, updated_at, ticket_id, kind, author_id, text', () => work.messages(plan)],
      ['tasks', work.TASK_COLUMNS, () => work.tasks(plan)],
      ['deadlines', 'kind, key, due_at, payload', () => work.taskDeadlines(plan)],
      ['interactions', work.INTERACTION_COLUMNS, () => work.interactions(plan)],
      // Last: what the rows above have told of each person and company.
      ['person_facts', `person_id, ${FACT_COLUMNS}`, () => work.factRows(plan.personFacts, (index) => plan.id('person', index))],
      ['company_facts', `company_id, ${FACT_COLUMNS}`, () => work.factRows(plan.companyFacts, (index) => plan.id('company', index))],
    ],
  };
}
const FACT_COLUMNS = 'open_tickets, next_promise_at, last_interaction_at, first_interaction_at';

/** Fills the database at `url`; `say` is told about each table. The same seed twice is refused by the primary keys. */
export async function seed(url: string, sizes: SeedSizes, say: (line: string) => void): Promise<void> {
  const [client, second] = [0, 1].map(() => new pg.Client({ connectionString: url, application_name: 'ringback-seed' })) as [
    pg.Client,
    pg.Client,
  ];
  await Promise.all([client.connect(), second.connect()]);
  try {
    const started = Date.now();
    const tell = (what: string) => say(`${((Date.now() - started) / 1000).toFixed(1).padStart(7)} s  ${what}`);
    const until = new Date(sizes.until ?? new Date().toISOString().slice(0, 10));
    const plan = new SeedPlan(sizes, await hostsOf(client), until);
    const { people, work } = groups(plan, await drawNumbers(client, sizes.tickets));
    const load = async (through: pg.Client, steps: readonly Step[]) => {
      for (const [table, columns, rows] of steps)
        tell(`${String(await copyRows(through, { table, columns }, rows())).padStart(9)}  ${table}`);
    };
    if (await isAlone(client))
      await loadApart(
        [
          [client, people],
          [second, work],
        ],
        load,
      );
    else {
      // Beside a running server everything stays as it is, foreign keys too: people first, then what happened to them.
      await load(client, [...people, ...work]);
      await client.query('ANALYZE');
    }
    // No event tells of these tickets: search goes through all once more, and takes in those it does not have.
    await client.query(`UPDATE search_state SET swept_at = 'infinity', swept_id = NULL, is_swept = false`);
    tell('done');
  } finally {
    await Promise.all([client.end(), second.end()]);
  }
}

/** Loads the groups at the same time, each on its connection; nothing is committed before all is there. */
async function loadApart(
  parts: readonly (readonly [pg.Client, readonly Step[]])[],
  load: (through: pg.Client, steps: readonly Step[]) => Promise<void>,
): Promise<void> {
  const loads = await Promise.allSettled(
    parts.map(async ([client, steps]) => {
      const bulk = await beginBulk(
        client,
        steps.map(([table]) => table),
      );
      await load(client, steps);
      await bulk.finish();
      return bulk;
    }),
  );
  for (const one of loads) if (one.status === 'rejected') throw one.reason;
  for (const one of loads) if (one.status === 'fulfilled') await one.value.commit();
}
