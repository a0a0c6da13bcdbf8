import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ctx, systemActor } from '../../server/core/context.js';
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

describe('a write that nobody waits for', () => {
  const shelves = (label: string) => t.db.query('SELECT id FROM shelf WHERE label = $1', [label]);
  const put = (ids: readonly number[], label: string, after: (ctx: Ctx) => Promise<unknown> = () => Promise.resolve()) =>
    t.transaction(systemActor('test'), async (ctx) => {
      ctx.afterCommit(() => done.push(label));
      for (const id of ids) ctx.write('INSERT INTO shelf (id, label) VALUES ($1, $2)', [id, label]);
      return after(ctx);
    });
  const done: string[] = [];

  it('is done for whatever is asked afterwards, and stays', async () => {
    const seen = await put([11, 12], 'kept', (ctx) => ctx.db.query('SELECT count(*)::int AS n FROM shelf WHERE label = $1', ['kept']));
    expect(seen).toEqual([{ n: 2 }]);
    expect(await shelves('kept')).toHaveLength(2);
    expect(done).toEqual(['kept']);
  });

  it('fails the transaction by its own reason, not by that of what came after it, and nothing of it stays', async () => {
    const isTaken = expect.objectContaining({ code: '23505' });
    await expect(put([21, 11, 22], 'refused')).rejects.toEqual(isTaken);
    await expect(put([23, 11], 'refused', (ctx) => ctx.db.query('SELECT 1 FROM shelf WHERE id = $1', [1]))).rejects.toEqual(isTaken);
    expect(await shelves('refused')).toEqual([]);
    expect(done).toEqual(['kept']);
    expect(await readShelf()).toHaveLength(1);
  });

  it('goes on with its statements after one of a batch has failed, those prepared in it and those that were not', async () => {
    const texts = ['INSERT INTO shelf (id, label) VALUES ($1, $2) /* a */', 'UPDATE shelf SET label = $2 WHERE id = $1 /* b */'];
    const both = (id: number, label: string) =>
      t.transaction(systemActor('test'), (ctx) => {
        for (const text of texts) ctx.write(text, [id, label]);
        return Promise.resolve();
      });
    // The first of the two fails at every use of these: when it is sent plain, when it is being prepared, and when it was.
    for (let use = 0; use < 5; use++) await expect(both(11, 'late')).rejects.toMatchObject({ code: '23505' });
    for (let use = 0; use < 5; use++) await both(100 + use, 'late');
    await expect(both(11, 'late')).rejects.toMatchObject({ code: '23505' });
    await both(105, 'late');
    expect(await shelves('late')).toHaveLength(6);
  });

  it('commits nothing when a value cannot be sent', async () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const writing = t.transaction(systemActor('test'), (ctx) => {
      ctx.write('INSERT INTO shelf (id, label) VALUES ($1, $2)', [31, 'half']);
      ctx.write('UPDATE shelf SET label = $2 WHERE id = $1', [1, circle]);
      return Promise.resolve();
    });
    await expect(writing).rejects.toThrow('circular');
    expect(await shelves('half')).toEqual([]);
  });

  it('hides no reason of the transaction that has given up before it was sent', async () => {
    await expect(put([11], 'given up', () => Promise.reject(new Error('changed my mind')))).rejects.toThrow('changed my mind');
  });

  it('is refused where only reading was asked for', async () => {
    const reading = t.transaction(systemActor('test'), async (ctx) => ctx.write('SELECT 1 WHERE $1', [true]), { readOnly: true });
    await expect(reading).rejects.toThrow('only reading');
  });
});
