import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('createTestDatabase', () => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });
  afterAll(() => Promise.all([first.drop(), second.drop()]));

  it('gives each caller a database of its own', async () => {
    const query = async (url: string, sql: string) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<{ here: string | null }>(sql);
      await client.end();
      return rows[0]?.here;
    };
    await query(first.url, 'create table only_here (id int)');
    expect(await query(first.url, `select to_regclass('only_here')::text as here`)).toBe('only_here');
    expect(await query(second.url, `select to_regclass('only_here')::text as here`)).toBeNull();
  });
});
