import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goOff, goOnPause, goReady, presenceTimes } from '../../shared/contract/agents.js';
import { deleteDraft, saveDraft } from '../../shared/contract/drafts.js';
import { createTicket } from '../../shared/contract/tickets.js';
import { startTestApp, type TestApp } from '../support/app.js';
import type { TestAccount } from '../support/factories.js';

const DAY_MS = 86_400_000;
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const count = async (table: string, where: string, ...params: unknown[]) =>
  ((await t.db.query(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`, params)) as { n: number }[])[0]?.n;
const days = async (n: number) => {
  t.clock.move(n * DAY_MS);
  await t.app.runtime.tidy();
};

describe('what the leader deletes once an hour', () => {
  it('is the presence log after thirteen months, but for the line that held when the kept time began', async () => {
    const agent = await t.account();
    for (const change of [goReady, goOff, goReady]) {
      await t.api(change, {}, { as: agent });
      t.clock.move(1000);
    }
    t.clock.move(20 * DAY_MS);
    await t.api(goOnPause, { reasonId: null }, { as: await again(agent) });
    const lines = () => count('presence_log', 'account_id = $1', agent.id);
    const before = await lines();
    await days(395);
    expect(await lines()).toBe(2);
    expect(before).toBeGreaterThan(3);
    const admin = await t.account({ roles: ['admin'] });
    const day = t.clock.now().toISOString().slice(0, 10);
    expect((await t.api(presenceTimes, { accountId: agent.id, day }, { as: admin })).pause).toBeGreaterThan(0);
    await days(30);
    expect(await t.db.query('SELECT intent FROM presence_log WHERE account_id = $1', [agent.id])).toEqual([{ intent: 'pause' }]);
  });

  it('is each remembered answer after a day, each session a week after its end, and each empty draft after eight days', async () => {
    const agent = await t.account();
    await t.api(createTicket, { subject: 'Remembered' }, { as: agent });
    for (const key of ['a', 'b']) await t.api(saveDraft, { key, revision: 1, text: 'typed' }, { as: agent });
    await t.api(deleteDraft, { key: 'a' }, { as: agent });
    const mine = async () => [
      await count('idempotency_keys', 'actor_id = $1', agent.id),
      await count('sessions', 'account_id = $1', agent.id),
      await count('drafts', 'account_id = $1', agent.id),
    ];
    const [answers, sessions, drafts] = await mine();
    expect([(answers ?? 0) > 0, sessions, drafts]).toEqual([true, 1, 2]);
    await days(0.9);
    expect(await mine()).toEqual([answers, 1, 2]);
    await days(0.2);
    expect(await mine()).toEqual([0, 1, 2]);
    await days(8);
    expect(await mine()).toEqual([0, 1, 1]);
    await days(6);
    expect(await mine()).toEqual([0, 0, 1]);
    expect(await t.db.query('SELECT key FROM drafts WHERE account_id = $1', [agent.id])).toEqual([{ key: 'b' }]);
  });

  it('leaves no table of events older than three days, and makes those of the days to come', async () => {
    const agent = await t.account();
    await t.api(createTicket, { subject: 'Heard' }, { as: agent });
    await days(5);
    const rows: { name: string }[] = await t.db.query(
      `SELECT relname AS name FROM pg_class WHERE relname ~ '^events_[0-9]{8}$' ORDER BY 1`,
    );
    const day = (ahead: number) =>
      `events_${new Date(t.clock.now().getTime() + ahead * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`;
    expect(rows.map((row) => row.name).filter((name) => name < day(-3))).toEqual([]);
    expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining([day(0), day(1), day(2)]));
    expect(await count('events', 'at < $1', new Date(t.clock.now().getTime() - 4 * DAY_MS))).toBe(0);
  });
});

/** The same person with a session that has not run out. */
async function again(agent: TestAccount): Promise<TestAccount> {
  const { sessionId, cookie } = await t.account();
  await t.db.query('UPDATE sessions SET account_id = $1 WHERE id = $2', [agent.id, sessionId]);
  return { ...agent, sessionId, cookie };
}
