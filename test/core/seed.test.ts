import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { seed } from '../../scripts/support/seed/seed.js';
import { personHistory } from '../../shared/contract/history.js';
import { listTickets } from '../../shared/contract/tickets.js';
import { startTestApp } from '../support/app.js';
import { contentsOf } from '../support/contents.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const SIZES = { people: 600, interactions: 3000, tickets: 400, seed: 7, until: '2026-11-23' };
const AT = '2026-11-01T00:00:00Z';
/** What every installation makes anew for itself. */
const OWN = ['event_head', 'nodes', 'migrations'];

const made: TestDatabase[] = [];
afterEach(async () => {
  for (const database of made.splice(0)) await database.drop();
});

async function query<Row extends pg.QueryResultRow>(database: TestDatabase, sql: string, params: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return client
    .query<Row>(sql, params)
    .then((result) => result.rows)
    .finally(() => client.end());
}

/** A database with two accounts and a team that are the same each time, seeded. */
async function seeded(sizes: Partial<typeof SIZES> = {}): Promise<TestDatabase> {
  const database = await createTestDatabase();
  made.push(database);
  const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;
  await query(
    database,
    `INSERT INTO accounts (id, created_at, updated_at, name, email, password_hash, roles, language)
     SELECT i::uuid, $2, $2, 'Agent', i || '@test.example', '-', '{agent}', 'de' FROM unnest($1::text[]) i`,
    [[id(1), id(2)], AT],
  );
  await query(database, `INSERT INTO teams (id, created_at, updated_at, name) VALUES ($1, $2, $2, 'Hotline')`, [id(3), AT]);
  await seed(database.url, { ...SIZES, ...sizes }, () => undefined);
  return database;
}

describe('npm run seed', () => {
  it('makes the same rows in every table each time, and others for another seed', async () => {
    const [one, again, other] = [await seeded(), await seeded(), await seeded({ seed: 8 })];
    const contents = await contentsOf(one, OWN);
    expect(await contentsOf(again, OWN)).toEqual(contents);
    const different = await contentsOf(other, OWN);
    for (const table of ['persons', 'companies', 'phone_numbers', 'tickets', 'messages', 'tasks', 'interactions']) {
      expect(Number(contents[`public.${table}`]?.split(' ')[0])).toBeGreaterThan(0);
      expect([table, different[`public.${table}`] !== contents[`public.${table}`]]).toEqual([table, true]);
    }
    await expect(seed(one.url, SIZES, () => undefined)).rejects.toThrow(/duplicate key/);
    expect(await contentsOf(one, [...OWN, 'ticket_numbers'])).toEqual(await contentsOf(again, [...OWN, 'ticket_numbers']));
  });

  it('keeps every foreign key and index, though they rest while it loads', async () => {
    const [database, plain] = [await seeded(), await createTestDatabase()];
    made.push(plain);
    const keys = await query<{ name: string; sql: string }>(
      database,
      `SELECT c.conname AS name, format('SELECT count(*)::int AS n FROM %s t WHERE t.%I IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s o WHERE o.%I = t.%I)',
         c.conrelid::regclass, a.attname, c.confrelid::regclass, b.attname, a.attname) AS sql
       FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
         JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1] WHERE c.contype = 'f'`,
    );
    expect(keys.length).toBeGreaterThan(20);
    for (const { name, sql } of keys) expect([name, await query(database, sql)]).toEqual([name, [{ n: 0 }]]);
    const indexes = `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname !~ '^events_' ORDER BY 1`;
    expect(await query(database, indexes)).toEqual(await query(plain, indexes));
  });

  it('makes data the product works with', async () => {
    const app = await startTestApp({ database: await seeded(), startAt: '2026-11-23T08:00:00Z' });
    try {
      const admin = await app.account({ roles: ['admin'] });
      const [open]: { n: number }[] = await app.db.query('SELECT count(*)::int AS n FROM tickets WHERE ended_at IS NULL');
      const { items } = await app.api(listTickets, { view: 'all', limit: 100 }, { as: admin });
      expect([items.length, items.length > 10]).toEqual([open?.n, true]);
      const [busiest]: { id: string; n: number }[] = await app.db.query(
        'SELECT person_id AS id, count(*)::int AS n FROM interactions WHERE person_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1',
      );
      const history = await app.api(personHistory, { personId: busiest?.id ?? '', limit: 100 }, { as: admin });
      expect(history.items).toHaveLength(Math.min(100, busiest?.n ?? 0));
    } finally {
      await app.stop();
    }
  });
});
