import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { audiences } from '../../server/audiences.js';
import { DatabaseClock } from '../../server/core/clock.js';
import { type Ctx, defineDeadline, systemActor } from '../../server/core/context.js';
import { makeDataSource } from '../../server/core/db/data-source.js';
import { handleDeadline } from '../../server/core/feature.js';
import { Runtime } from '../../server/core/runtime.js';
import { entities } from '../../server/entities.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const bell = defineDeadline('test.bell', z.object({ n: z.int() }));
const actor = systemActor('test');

let database: TestDatabase;
let source: DataSource;
let runtime: Runtime;
let rung: { key: string; n: number; lateMs: number }[] = [];
let onRing: (ctx: Ctx, key: string) => Promise<void> = async () => undefined;

/** The real clock and the real loops, with one deadline of our own. */
async function start(): Promise<Runtime> {
  const made = new Runtime({
    ...{ url: database.url, dataSource: source, clock: new DatabaseClock(), log: pino({ level: 'silent' }), audiences },
    ...{ isCluster: false, jobsAtOnce: 1, checksOutput: true, onLost: () => undefined },
  });
  const ring = handleDeadline(bell, async (ctx, { n }, key) => {
    await onRing(ctx, key);
    const due = dueTimes.get(key) ?? 0;
    ctx.afterCommit(() => rung.push({ key, n, lateMs: Date.now() - due }));
  });
  made.register([{ name: 'test', deadlines: [ring], personalData: [] }], () => undefined);
  await made.start();
  return made;
}
const dueTimes = new Map<string, number>();
async function set(key: string, inMs: number, n = 0): Promise<void> {
  const due = new Date(Date.now() + inMs);
  dueTimes.set(key, due.getTime());
  await runtime.transaction(actor, (ctx) => ctx.deadline(bell, key, due, { n }));
}
const keys = () => rung.map((one) => one.key);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
async function left(): Promise<number> {
  const rows: unknown[] = await source.query('SELECT 1 FROM deadlines');
  return rows.length;
}

beforeAll(async () => {
  database = await createTestDatabase();
  source = await makeDataSource({ url: database.url, entities, migrations: [], poolSize: 6 }).initialize();
  runtime = await start();
});
afterAll(async () => {
  await runtime.stop();
  await source.destroy();
  await database.drop();
});

describe('deadlines on the real clock', () => {
  it('fire in order, once, within 100 ms of their time', async () => {
    rung = [];
    await Promise.all([set('third', 900), set('first', 500), set('second', 700)]);
    await expect.poll(keys).toEqual(['first', 'second', 'third']);
    await pause(200);
    expect(keys()).toEqual(['first', 'second', 'third']);
    for (const { lateMs } of rung) expect(lateMs).toBeGreaterThanOrEqual(-20);
    // The best of three: the test machine may be busy for a moment, a loop that polls too seldom is late every time.
    expect(Math.min(...rung.map((one) => one.lateMs))).toBeLessThan(100);
  });

  it('follow being moved and cancelled', async () => {
    rung = [];
    await set('moved', 200, 1);
    await set('moved', 600, 2);
    await set('cancelled', 300);
    await runtime.transaction(actor, (ctx) => ctx.cancelDeadline(bell, 'cancelled'));
    await expect.poll(keys).toEqual(['moved']);
    expect(rung[0]?.n).toBe(2);
  });

  it('are tried again when their handler fails, with nothing of the failure left', async () => {
    rung = [];
    let tries = 0;
    onRing = async (ctx) => {
      await ctx.db.query(`INSERT INTO settings (key, value, updated_at) VALUES ('test.rang', '1', $1)`, [ctx.now]);
      if (++tries < 2) throw new Error('the handler fails once');
    };
    await set('stubborn', 50);
    await expect.poll(keys).toEqual(['stubborn']);
    onRing = async () => undefined;
    expect(tries).toBe(2);
    expect(await left()).toBe(0);
  });

  it('may set themselves again, or take themselves back, in their own handler', async () => {
    rung = [];
    onRing = async (ctx, key) => {
      if (key === 'twice' && rung.length === 0) await ctx.deadline(bell, key, new Date(ctx.now.getTime() + 100), { n: 2 });
      if (key === 'taken-back') await ctx.cancelDeadline(bell, key);
    };
    await set('twice', 20, 1);
    await expect.poll(() => rung.map((one) => one.n)).toEqual([1, 2]);
    await set('taken-back', 20);
    await expect.poll(keys).toEqual(['twice', 'twice', 'taken-back']);
    onRing = async () => undefined;
    expect(await left()).toBe(0);
  });

  it('and a command that holds the thing and cancels its deadline do not wait for each other', async () => {
    rung = [];
    await source.query(`INSERT INTO settings (key, value, updated_at) VALUES ('test.thing', '0', now())`);
    const lockThing = (ctx: Ctx) => ctx.db.query(`SELECT 1 FROM settings WHERE key = 'test.thing' FOR UPDATE`);
    const runs = { handler: 0, command: 0 };
    onRing = async (ctx) => {
      runs.handler += 1;
      await lockThing(ctx);
    };
    await set('contended', 100);
    await runtime.transaction(actor, async (ctx) => {
      runs.command += 1;
      await lockThing(ctx);
      await expect.poll(() => runs.handler).toBeGreaterThan(0);
      await ctx.cancelDeadline(bell, 'contended');
    });
    await runtime.deadlines.fireDue();
    // Out of a deadlock one of the two would have been run again.
    expect(runs).toEqual({ handler: 1, command: 1 });
    await pause(200);
    onRing = async () => undefined;
    expect(keys()).toEqual([]);
    expect(await left()).toBe(0);
  });

  it('that fell due while nobody was there fire after the start', async () => {
    rung = [];
    await set('while-away', 150);
    await runtime.stop();
    await pause(300);
    expect(keys()).toEqual([]);
    runtime = await start();
    await expect.poll(keys).toEqual(['while-away']);
  });
});

describe('transactions that deadlock', () => {
  it('are run again, so that both happen', async () => {
    await source.query(`INSERT INTO settings (key, value, updated_at) VALUES ('a', '0', now()), ('b', '0', now())`);
    const add = (first: string, second: string) =>
      runtime.transaction(actor, async (ctx) => {
        const grow = (key: string) => ctx.db.query(`UPDATE settings SET value = to_jsonb(value::int + 1) WHERE key = $1`, [key]);
        await grow(first);
        await pause(150);
        await grow(second);
      });
    await Promise.all([add('a', 'b'), add('b', 'a')]);
    expect(await source.query(`SELECT value FROM settings WHERE key IN ('a', 'b')`)).toEqual([{ value: 2 }, { value: 2 }]);
  });
});
