import pg from 'pg';
import { beginBulk } from './bulk.js';
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

function steps(plan: SeedPlan, numbers: readonly string[]): [table: string, columns: string, rows: () => Iterable<readonly Cell[]>][] {
  const factColumns = 'open_tickets, next_promise_at, last_interaction_at, first_interaction_at';
  return [
    ['companies', people.COMPANY_COLUMNS, () => people.companies(plan)],
    ['persons', people.PERSON_COLUMNS, () => people.persons(plan)],
    ['phone_numbers', people.PHONE_COLUMNS, () => people.phones(plan)],
    ['mail_addresses', people.MAIL_COLUMNS, () => people.mails(plan)],
    ['positions', people.POSITION_COLUMNS, () => people.positions(plan)],
    ['search_keys', people.KEY_COLUMNS, () => people.searchKeyRows(plan)],
    ['tickets', work.TICKET_COLUMNS, () => work.tickets(plan, numbers)],
    ['ticket_numbers', 'number, ticket_id, drawn_at', () => work.ticketNumbers(plan, numbers)],
    ['messages', 'id, created_at, updated_at, ticket_id, kind, author_id, text', () => work.messages(plan)],
    ['tasks', work.TASK_COLUMNS, () => work.tasks(plan)],
    ['deadlines', 'kind, key, due_at, payload', () => work.taskDeadlines(plan)],
    ['interactions', work.INTERACTION_COLUMNS, () => work.interactions(plan)],
    ['person_facts', `person_id, ${factColumns}`, () => work.factRows(plan.personFacts, (index) => plan.id('person', index))],
    ['company_facts', `company_id, ${factColumns}`, () => work.factRows(plan.companyFacts, (index) => plan.id('company', index))],
  ];
}

/** Fills the database at `url`; `say` is told about each table. The same seed twice is refused by the primary keys. */
export async function seed(url: string, sizes: SeedSizes, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'ringback-seed' });
  await client.connect();
  try {
    const started = Date.now();
    const until = new Date(sizes.until ?? new Date().toISOString().slice(0, 10));
    const plan = new SeedPlan(sizes, await hostsOf(client), until);
    const numbers = await drawNumbers(client, sizes.tickets);
    const endBulk = await beginBulk(client);
    for (const [table, columns, rows] of steps(plan, numbers)) {
      const count = await copyRows(client, { table, columns }, rows());
      say(`${((Date.now() - started) / 1000).toFixed(1).padStart(7)} s  ${String(count).padStart(9)}  ${table}`);
    }
    await endBulk();
    await client.query('ANALYZE');
    say(`${((Date.now() - started) / 1000).toFixed(1).padStart(7)} s  done`);
  } finally {
    await client.end();
  }
}
