import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, createPerson, editPerson, searchPeople } from '../../../shared/contract/people.js';
import type { SearchHit } from '../../../shared/models/people.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let app: TestApp;
let agent: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  agent = await app.account();
  const bau = await app.api(
    createCompany,
    { name: 'Kurz Bau GmbH', customerNumber: 'K-20419', phones: [{ number: '030 23125-0' }] },
    { as: agent },
  );
  await app.api(createCompany, { name: 'Neubau Köln KG', parentId: bau.id }, { as: agent });
  const positions = [{ companyId: bau.id, role: 'Einkauf' }];
  const people = [
    {
      givenName: 'Petra',
      familyName: 'Müller',
      positions,
      phones: [{ number: '030 23125-018' }],
      mails: [{ address: 'p.mueller@kurz-bau.example' }],
    },
    { givenName: 'Peter', familyName: 'Mueller-Lüdenscheidt' },
    { givenName: 'Sabine', familyName: 'Mayr', phones: [{ number: '0171 3920033' }] },
    { givenName: 'Jörg', familyName: 'Kleinschmidt', customerNumber: 'P-777' },
    { givenName: 'Pat', familyName: "O'Brien", phones: [{ number: '+44 20 7946 0958' }] },
    { givenName: 'Zoë', familyName: 'Straßer', isVip: true },
  ];
  for (const input of people) await app.api(createPerson, input, { as: agent });
});
afterAll(() => app.close());

async function search(q: string, only?: 'person' | 'company'): Promise<SearchHit[]> {
  return (await app.api(searchPeople, { q, ...(only ? { only } : {}) }, { as: agent })).items;
}

describe('people.search', () => {
  it.each([
    ['müll', 'Petra Müller', 'name'],
    ['mueller', 'Petra Müller', 'name'],
    ['MULLER PETRA', 'Petra Müller', 'name'],
    ['pe mü', 'Petra Müller', 'name'],
    ['petra kurz bau', 'Petra Müller', 'name'],
    ['lüdensch', 'Peter Mueller-Lüdenscheidt', 'name'],
    ['meier', 'Sabine Mayr', 'similar'],
    ['strasser', 'Zoë Straßer', 'name'],
    ['stasser', 'Zoë Straßer', 'similar'],
    ['obrien', "Pat O'Brien", 'name'],
    ['schmidt', 'Jörg Kleinschmidt', 'similar'],
    ['kleinschmitt', 'Jörg Kleinschmidt', 'similar'],
    ['klainschmitd', 'Jörg Kleinschmidt', 'similar'],
    ['kurz b', 'Kurz Bau GmbH', 'name'],
    ['koeln', 'Neubau Köln KG', 'name'],
    ['K-204', 'Kurz Bau GmbH', 'customer-number'],
    ['p-777', 'Jörg Kleinschmidt', 'customer-number'],
    ['030 23125-018', 'Petra Müller', 'number'],
    ['03023125', 'Kurz Bau GmbH', 'number'],
    ['+49 171 392', 'Sabine Mayr', 'number'],
    ['0049 (0)171 3920033', 'Sabine Mayr', 'number'],
    ['3920033', 'Sabine Mayr', 'number'],
    ['125018', 'Petra Müller', 'number'],
    ['020 7946 0958', "Pat O'Brien", 'number'],
    ['p.mueller@', 'Petra Müller', 'mail'],
  ])('%s finds %s by %s', async (query, name, found) => {
    expect((await search(query)).find((hit) => hit.name === name)).toMatchObject({ name, found });
  });

  it('puts the written-out name first', async () => {
    expect((await search('müller'))[0]?.name).toBe('Petra Müller');
  });

  it('shows role and company of a person, the number that was found, the parent of a company', async () => {
    expect((await search('petra'))[0]?.detail).toBe('Einkauf · Kurz Bau GmbH');
    expect((await search('030 23125-018'))[0]?.detail).toBe('+49 30 23125-018 · Einkauf · Kurz Bau GmbH');
    expect((await search('neubau'))[0]?.detail).toBe('Kurz Bau GmbH');
  });

  it('finds only people or only companies when asked', async () => {
    expect((await search('kurz', 'company')).map((hit) => hit.kind)).toEqual(['company']);
    expect((await search('kurz', 'person')).every((hit) => hit.kind === 'person')).toBe(true);
  });

  it('follows a changed name at once', async () => {
    const made = await app.api(createPerson, { familyName: 'Vorher' }, { as: agent });
    await app.api(editPerson, { personId: made.id, version: 1, familyName: 'Nachher' }, { as: agent });
    expect((await search('vorher')).map((hit) => hit.id)).not.toContain(made.id);
    expect((await search('nachher')).map((hit) => hit.id)).toContain(made.id);
  });

  it.each(['%', '\\', '   ', '::', "'; drop table persons", '🦆', '_'])('finds nobody and fails nowhere for %s', async (query) => {
    expect(await search(query)).toEqual([]);
  });
});
