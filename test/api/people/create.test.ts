import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, createPerson, getPerson, personChanges } from '../../../shared/contract/people.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let app: TestApp;
let agent: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  agent = await app.account({ name: 'Miriam Kessler' });
});
afterAll(() => app.close());

describe('people.create', () => {
  it('stores numbers normalised, addresses in lower case and one primary position, and tells every console', async () => {
    const listener = await app.connect(await app.account());
    const company = await app.api(createCompany, { name: 'Kurz Bau GmbH' }, { as: agent });
    const person = await app.api(
      createPerson,
      {
        givenName: 'Petra',
        familyName: 'Kurz',
        title: 'Dr.',
        phones: [{ number: '030/23125-018' }, { number: '0049 (0)171 3920033' }, { number: '+49 30 23125 018' }],
        mails: [{ address: 'Petra.Kurz@Kurz-Bau.example' }],
        positions: [{ companyId: company.id, role: 'Leiterin Einkauf' }],
      },
      { as: agent },
    );
    expect(person).toMatchObject({
      name: 'Dr. Petra Kurz',
      version: 1,
      kind: 'customer',
      phones: [
        { e164: '+493023125018', display: '+49 30 23125-018', kind: 'work', isMainLine: false, source: 'typed' },
        { e164: '+491713920033', kind: 'mobile' },
      ],
      mails: [{ address: 'petra.kurz@kurz-bau.example', kind: 'work' }],
      positions: [{ companyId: company.id, role: 'Leiterin Einkauf', isPrimary: true, managerId: null }],
      consents: [],
    });
    const heard = await listener.next('person.changed', (message) => message.payload.id === person.id);
    expect(heard.payload).toEqual(person);
    const page = await app.api(getPerson, { personId: person.id }, { as: agent });
    expect(page).toMatchObject({ person, companies: [{ id: company.id, name: 'Kurz Bau GmbH' }], managers: [], subordinates: [] });
  });

  it('marks a number typed with -0 as a main line', async () => {
    const person = await app.api(createPerson, { familyName: 'Zentrale', phones: [{ number: '030 23125-0' }] }, { as: agent });
    expect(person.phones[0]).toMatchObject({ e164: '+4930231250', isMainLine: true, kind: 'main' });
  });

  it('writes who made the person into the audit', async () => {
    const person = await app.api(createPerson, { familyName: 'Protokoll' }, { as: agent });
    const { items } = await app.api(personChanges, { personId: person.id }, { as: agent });
    expect(items).toMatchObject([{ action: 'created', actorId: agent.id, actorName: 'Miriam Kessler' }]);
  });

  it.each([
    [{ givenName: ' ', familyName: '' }, 'NAME_MISSING'],
    [{ familyName: 'Falsch', phones: [{ number: '030 12345678' }, { number: '0800 RUFMICH' }] }, 'INVALID_NUMBER'],
    [{ familyName: 'Waise', positions: [{ companyId: '01900000-0000-7000-8000-000000000000', role: '' }] }, 'NOT_FOUND'],
    [{ familyName: 'Herrenlos', ownerId: '01900000-0000-7000-8000-000000000000' }, 'NOT_FOUND'],
  ])('refuses %j with %s and stores nothing', async (input, code) => {
    await expect(app.api(createPerson, input, { as: agent })).rejects.toMatchObject({ code });
    const rows: unknown[] = await app.db.query('SELECT 1 FROM persons WHERE family_name = $1', [input.familyName]);
    expect(rows).toEqual([]);
  });

  it('says which number is none', async () => {
    const input = { familyName: 'Falsch', phones: [{ number: '030 12345678' }, { number: '0800 RUFMICH' }] };
    await expect(app.api(createPerson, input, { as: agent })).rejects.toMatchObject({ details: { index: 1, reason: 'letters' } });
  });

  it('is for signed-in agents', async () => {
    await expect(app.api(createPerson, { familyName: 'Fremd' })).rejects.toMatchObject({ status: 401 });
  });
});
