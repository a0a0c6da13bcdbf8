import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillDemoData, removeDemoData } from '../../../shared/contract/demo.js';
import { createPerson, searchPeople } from '../../../shared/contract/people.js';
import { listTasks } from '../../../shared/contract/tasks.js';
import { createTicket, listTickets } from '../../../shared/contract/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const DEMO_TABLES = ['persons', 'companies', 'tickets', 'tasks', 'interactions'];
async function demoRows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of DEMO_TABLES) {
    const rows: { n: number }[] = await t.db.query(`SELECT count(*)::int AS n FROM ${table} WHERE is_demo`);
    counts[table] = rows[0]?.n ?? 0;
  }
  return counts;
}

describe('demo.fill and demo.remove', () => {
  it('fills once, is found, and goes without a trace while own rows stay', async () => {
    const team = await t.team();
    const admin = await t.account({ roles: ['admin', 'agent'], teams: [team] });
    const own = await t.api(createPerson, { familyName: 'Eigener', phones: [{ number: '030 1234567' }] }, { as: admin });
    await t.api(createTicket, { subject: 'Mein eigenes', personId: own.id }, { as: admin });

    await t.api(fillDemoData, {}, { as: admin });
    await t.api(fillDemoData, {}, { as: admin });
    expect(await demoRows()).toEqual({ persons: 12, companies: 7, tickets: 8, tasks: 3, interactions: 12 });
    const hits = await t.api(searchPeople, { q: 'Kurtz' }, { as: admin });
    expect(hits.items.map((hit) => hit.name)).toContain('Petra Kurz');
    expect((await t.api(listTasks, { view: 'mine' }, { as: admin })).items.filter((task) => task.kind === 'promise')).toHaveLength(2);

    const watcher = await t.connect(admin);
    await t.api(removeDemoData, {}, { as: admin });
    await watcher.next('demo-data.changed');
    expect(await demoRows()).toEqual({ persons: 0, companies: 0, tickets: 0, tasks: 0, interactions: 0 });
    expect((await t.api(listTickets, { view: 'all' }, { as: admin })).items.map((ticket) => ticket.subject)).toEqual(['Mein eigenes']);
    const keys: { n: number }[] = await t.db.query(
      'SELECT count(*)::int AS n FROM search_keys WHERE person_id IS NOT NULL AND person_id <> $1',
      [own.id],
    );
    expect(keys[0]?.n).toBe(0);
  });

  it('is for administrators', async () => {
    const agent = await t.account();
    await expect(t.api(fillDemoData, {}, { as: agent })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
