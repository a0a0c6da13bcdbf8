import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { cardFacts, type NewInteraction, recordInteraction } from '../../../server/features/history/index.js';
import { companyDensity, companyHistory, personDensity, personHistory } from '../../../shared/contract/history.js';
import { createCompany, createPerson, recordConsent } from '../../../shared/contract/people.js';
import type { Interaction } from '../../../shared/models/history.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let app: TestApp;
let agent: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  agent = await app.account({ name: 'Miriam Kessler' });
});
afterAll(() => app.close());

const DAY = 24 * 60 * 60_000;
function record(daysAgo: number, more: Partial<NewInteraction> & { personId: string | null }) {
  return app.transaction(systemActor('test'), (ctx) =>
    recordInteraction(ctx, {
      kind: 'call',
      direction: 'inbound',
      at: new Date(ctx.now.getTime() - daysAgo * DAY),
      summary: `vor ${daysAgo}`,
      accountId: agent.id,
      ...more,
    }),
  );
}
async function family() {
  const holding = await app.api(createCompany, { name: 'Holding' }, { as: agent });
  const branch = await app.api(createCompany, { name: 'NL Berlin', parentId: holding.id, warning: 'Zahlungssperre' }, { as: agent });
  const input = {
    givenName: 'Petra',
    familyName: 'Kurz',
    title: 'Dr.',
    isVip: true,
    pinnedNote: 'Nur Mail',
    ownerId: agent.id,
    positions: [{ companyId: branch.id, role: 'Einkauf' }],
  };
  const person = await app.api(createPerson, input, { as: agent });
  return { holding, branch, person };
}
const summaries = (items: readonly Interaction[]) => items.map((item) => item.summary);

describe('people.history', () => {
  it('pages everything newest first, also contacts of the same instant, without doubles and gaps', async () => {
    const { person } = await family();
    for (const days of [5, 1, 3, 3, 3, 9]) await record(days, { personId: person.id });
    const seen: Interaction[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: Interaction[]; cursor: string | null } = await app.api(
        personHistory,
        { personId: person.id, limit: 2, ...(cursor ? { cursor } : {}) },
        { as: agent },
      );
      seen.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== null);
    expect(summaries(seen)).toEqual(['vor 1', 'vor 3', 'vor 3', 'vor 3', 'vor 5', 'vor 9']);
    expect(new Set(seen.map((item) => item.id)).size).toBe(6);
  });

  it('filters by kind, by human and by time', async () => {
    const { person } = await family();
    await record(1, { personId: person.id, kind: 'mail', isHuman: false });
    await record(2, { personId: person.id, kind: 'mail' });
    await record(3, { personId: person.id });
    const list = async (filter: object) =>
      summaries((await app.api(personHistory, { personId: person.id, ...filter }, { as: agent })).items);
    expect(await list({ kinds: 'mail' })).toEqual(['vor 1', 'vor 2']);
    expect(await list({ kinds: 'mail,call', human: true })).toEqual(['vor 2', 'vor 3']);
    expect(await list({ until: '2026-11-21T08:00:00Z' })).toEqual(['vor 3']);
    await expect(list({ kinds: 'carrierpigeon' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('says of a confidential team only that there was a contact, to all but its members, the author and administrators', async () => {
    const { person } = await family();
    const team = await app.team({ isConfidential: true });
    await record(1, {
      personId: person.id,
      teamId: team.id,
      summary: 'Geheim',
      text: 'sehr',
      accountId: null,
      outcome: 'x',
      durationS: 60,
    });
    const [member, lead, admin] = await Promise.all([
      app.account({ teams: [team] }),
      app.account({ leads: [team], roles: ['supervisor'] }),
      app.account({ roles: ['admin'] }),
    ]);
    const read = async (as: TestAccount) => (await app.api(personHistory, { personId: person.id }, { as })).items[0];
    expect(await read(agent)).toMatchObject({
      kind: 'call',
      isHidden: true,
      summary: '',
      text: '',
      outcome: null,
      durationS: null,
      teamId: null,
      direction: null,
    });
    for (const account of [member, lead, admin]) expect(await read(account)).toMatchObject({ isHidden: false, summary: 'Geheim' });
    const card = await app.transaction(systemActor('test'), (ctx) => cardFacts(ctx, { personId: person.id, companyId: null }, agent.id));
    expect(card.contacts).toMatchObject([{ kind: 'call', summary: null, outcome: null, agentName: null }]);
  });

  it('does not know a person that does not exist', async () => {
    await expect(app.api(personHistory, { personId: '01900000-0000-7000-8000-000000000000' }, { as: agent })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('companies.history', () => {
  it('shows a company with its daughters, or alone', async () => {
    const { holding, branch, person } = await family();
    await record(2, { personId: person.id });
    await record(1, { personId: null, companyId: holding.id });
    await record(3, { personId: null, companyId: branch.id });
    const list = async (companyId: string, daughters?: boolean) =>
      summaries((await app.api(companyHistory, { companyId, ...(daughters === undefined ? {} : { daughters }) }, { as: agent })).items);
    expect(await list(holding.id)).toEqual(['vor 1', 'vor 2', 'vor 3']);
    expect(await list(holding.id, false)).toEqual(['vor 1']);
    expect(await list(branch.id)).toEqual(['vor 2', 'vor 3']);
  });
});

describe('people.density', () => {
  it('counts the contacts of a year per week of the installation and kind', async () => {
    const { holding, person } = await family();
    // The clock stands on Monday 23 November, 09:00 in Berlin: 0.36 days ago is the Sunday night of the week before, in UTC and in Berlin.
    for (const days of [0, 0.36, 0.4, 400]) await record(days, { personId: person.id });
    await record(1, { personId: person.id, kind: 'mail' });
    const expected = [
      { week: '2026-11-16', kind: 'call', count: 1 },
      { week: '2026-11-16', kind: 'mail', count: 1 },
      { week: '2026-11-23', kind: 'call', count: 2 },
    ];
    expect((await app.api(personDensity, { personId: person.id }, { as: agent })).weeks).toEqual(expected);
    expect((await app.api(companyDensity, { companyId: holding.id }, { as: agent })).weeks).toEqual(expected);
    expect((await app.api(companyDensity, { companyId: holding.id, daughters: false }, { as: agent })).weeks).toEqual([]);
  });
});

describe('the facts of the caller card', () => {
  it('hold who it is, the path, owner, warnings, consents and the last five contacts', async () => {
    const { holding, branch, person } = await family();
    for (const days of [1, 2, 3, 4, 5, 6]) await record(days, { personId: person.id, durationS: 90, outcome: 'Gelöst' });
    await app.api(
      recordConsent,
      { personId: person.id, purpose: 'advertising', channel: 'call', state: 'granted', source: 'web', proof: 'x' },
      { as: agent },
    );
    const card = await app.transaction(systemActor('test'), (ctx) => cardFacts(ctx, { personId: person.id, companyId: null }, agent.id));
    expect(card).toMatchObject({
      person: { id: person.id, name: 'Dr. Petra Kurz', role: 'Einkauf', isVip: true, formality: 'formal' },
      company: { id: branch.id, name: 'NL Berlin' },
      path: [{ id: holding.id }, { id: branch.id }],
      owner: { id: agent.id, name: 'Miriam Kessler' },
      alerts: [{ kind: 'warning', text: 'Zahlungssperre' }, { kind: 'vip' }],
      consents: [{ purpose: 'advertising', channel: 'call', isGranted: true }],
      pinnedNote: 'Nur Mail',
    });
    expect(card.contacts.map((contact) => contact.summary)).toEqual(['vor 1', 'vor 2', 'vor 3', 'vor 4', 'vor 5']);
    expect(card.contacts[0]).toMatchObject({ durationSeconds: 90, outcome: 'Gelöst', agentName: 'Miriam Kessler', direction: 'inbound' });
  });

  it('hold a company alone when no person is known, and nothing for nobody', async () => {
    const { holding, branch } = await family();
    await record(1, { personId: null, companyId: branch.id });
    const read = (companyId: string | null) =>
      app.transaction(systemActor('test'), (ctx) => cardFacts(ctx, { personId: null, companyId }, null));
    expect(await read(branch.id)).toMatchObject({
      person: null,
      company: { name: 'NL Berlin' },
      path: [{ id: holding.id }, {}],
      contacts: [{ summary: 'vor 1' }],
    });
    expect(await read(null)).toMatchObject({ person: null, company: null, contacts: [] });
  });
});
