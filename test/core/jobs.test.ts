import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { audiences } from '../../server/audiences.js';
import { DatabaseClock } from '../../server/core/clock.js';
import { defineJob, systemActor } from '../../server/core/context.js';
import { makeDataSource } from '../../server/core/db/data-source.js';
import { handleJob } from '../../server/core/feature.js';
import { Runtime } from '../../server/core/runtime.js';
import { entities } from '../../server/entities.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const actor = systemActor('test');
const Payload = z.object({ name: z.string(), ms: z.int() });
const errand = defineJob({ name: 'test.errand', schema: Payload, maxAttempts: 3 });
const inLine = defineJob({ name: 'test.in-line', schema: Payload, queue: () => 'one line', maxAttempts: 1 });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let database: TestDatabase;
let source: DataSource;
let runtime: Runtime;
let done: string[] = [];
let failures = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await makeDataSource({ url: database.url, entities, migrations: [], poolSize: 6 }).initialize();
  runtime = new Runtime({
    ...{ url: database.url, dataSource: source, clock: new DatabaseClock(), log: pino({ level: 'silent' }), audiences },
    ...{ isCluster: false, jobsAtOnce: 4, checksOutput: true, onLost: () => undefined },
  });
  const run = async ({ name, ms }: z.infer<typeof Payload>) => {
    done.push(`${name} begins`);
    await pause(ms);
    if (failures-- > 0) throw new Error('the errand fails');
    done.push(name);
  };
  runtime.register([{ name: 'test', jobs: [handleJob(errand, run), handleJob(inLine, run)], personalData: [] }], () => undefined);
  await runtime.start();
});
afterAll(async () => {
  await runtime.stop();
  await source.destroy();
  await database.drop();
});

describe('jobs', () => {
  it('run after the commit, and not at all after a rollback', async () => {
    done = [];
    await runtime.transaction(actor, async (ctx) => {
      await ctx.enqueue(errand, { name: 'kept', ms: 0 });
      await pause(300);
      expect(done).toEqual([]);
    });
    const failed = runtime.transaction(actor, async (ctx) => {
      await ctx.enqueue(errand, { name: 'lost', ms: 0 });
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    await expect.poll(() => done).toEqual(['kept begins', 'kept']);
  });

  it('of one queue run one after the other, in order', async () => {
    done = [];
    for (const name of ['a', 'b', 'c']) await runtime.transaction(actor, (ctx) => ctx.enqueue(inLine, { name, ms: 50 }));
    await expect.poll(() => done).toEqual(['a begins', 'a', 'b begins', 'b', 'c begins', 'c']);
  });

  it('that take long are not taken for a dead man’s while their process lives', async () => {
    done = [];
    await runtime.transaction(actor, (ctx) => ctx.enqueue(errand, { name: 'long', ms: 7000 }));
    await expect.poll(() => done, { timeout: 20_000, interval: 200 }).toEqual(['long begins', 'long']);
    const holders: { worker_ids: string[] }[] = await source.query('SELECT worker_ids FROM nodes');
    expect(holders[0]?.worker_ids).toEqual([expect.stringMatching(/^pool-/)]);
  });

  it('that fail are tried again later', async () => {
    done = [];
    failures = 1;
    await runtime.transaction(actor, (ctx) => ctx.enqueue(errand, { name: 'stubborn', ms: 0 }));
    await expect.poll(() => done, { timeout: 20_000, interval: 200 }).toEqual(['stubborn begins', 'stubborn begins', 'stubborn']);
  });
});
