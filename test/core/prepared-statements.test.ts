import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../server/core/context.js';
import { startTestApp, type TestApp } from '../support/app.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
  await t.db.query('CREATE TABLE shelf (id int PRIMARY KEY, label text)');
  await t.db.query(`INSERT INTO shelf VALUES (1, 'one')`);
});
afterAll(() => t.close());

const readShelf = () => t.transaction(systemActor('test'), (ctx) => ctx.db.query('SELECT * FROM shelf WHERE id = $1', [1]));
const preparedFor = (text: string) =>
  t.transaction(systemActor('test'), async (ctx) => {
    // The same connection as the statement: a transaction has but one.
    for (let use = 0; use < 4; use++) await ctx.db.query(text, [1]);
    const rows: { n: number }[] = await ctx.db.query(`SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement = '${text}'`);
    return rows[0]?.n;
  });

describe('a statement that comes again and again', () => {
  it('is prepared from its third use on, a statement without parameters never', async () => {
    expect(await preparedFor('SELECT label FROM shelf WHERE id = $1')).toBe(1);
    expect(
      await t.transaction(systemActor('test'), async (ctx) => {
        for (let use = 0; use < 4; use++) await ctx.db.query('SELECT label FROM shelf');
        return ctx.db.query(`SELECT 1 FROM pg_prepared_statements WHERE statement = 'SELECT label FROM shelf'`);
      }),
    ).toEqual([]);
  });

  it('goes on when a migration changes its result under it', async () => {
    for (let use = 0; use < 8; use++) expect(await readShelf()).toEqual([{ id: 1, label: 'one' }]);
    await t.db.query('ALTER TABLE shelf ADD COLUMN height int');
    for (let use = 0; use < 8; use++) expect(await readShelf()).toEqual([{ id: 1, label: 'one', height: null }]);
  });
});
