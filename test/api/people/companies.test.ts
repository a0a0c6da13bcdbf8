import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  companyChanges,
  companyTree,
  createCompany,
  createPerson,
  editCompany,
  getCompany,
  listCompanies,
} from '../../../shared/contract/people.js';
import type { Company } from '../../../shared/models/people.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let app: TestApp;
let agent: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  agent = await app.account();
});
afterAll(() => app.close());

function company(name: string, parent?: Company): Promise<Company> {
  return app.api(createCompany, { name, ...(parent ? { parentId: parent.id, kind: 'branch' } : {}) }, { as: agent });
}

describe('companies.tree', () => {
  it('shows the whole tree from any company in it, parents first', async () => {
    const holding = await company('Kurz Holding');
    const bau = await company('Kurz Bau GmbH', holding);
    const berlin = await company('NL Berlin', bau);
    await company('NL Dresden', bau);
    await app.api(createPerson, { familyName: 'Hartwig', positions: [{ companyId: berlin.id, role: 'Bauleitung' }] }, { as: agent });
    const { items, members } = await app.api(companyTree, { companyId: berlin.id }, { as: agent });
    expect(members).toMatchObject([{ name: 'Hartwig', companyId: berlin.id, companyName: 'NL Berlin' }]);
    expect(items.map((node) => [node.name, node.people])).toEqual([
      ['Kurz Holding', 0],
      ['Kurz Bau GmbH', 0],
      ['NL Berlin', 1],
      ['NL Dresden', 0],
    ]);
    const page = await app.api(getCompany, { companyId: berlin.id }, { as: agent });
    expect(page.path.map((node) => node.name)).toEqual(['Kurz Holding', 'Kurz Bau GmbH', 'NL Berlin']);
    expect(page.members).toMatchObject([{ name: 'Hartwig', role: 'Bauleitung' }]);
  });
});

describe('companies.edit', () => {
  it('moves a company and tells every console', async () => {
    const [parent, child] = [await company('Mutter'), await company('Tochter')];
    const listener = await app.connect(await app.account());
    const moved = await app.api(editCompany, { companyId: child.id, version: 1, parentId: parent.id }, { as: agent });
    expect(moved).toMatchObject({ version: 2, parentId: parent.id });
    expect((await listener.next('company.changed', (message) => message.payload.id === child.id)).payload).toEqual(moved);
    const { items } = await app.api(companyChanges, { companyId: child.id }, { as: agent });
    expect(items[0]?.changes).toEqual([{ field: 'parentId', from: null, to: parent.id }]);
  });

  it('refuses a parent below the company, and says the way', async () => {
    const top = await company('Oben');
    const middle = await company('Mitte', top);
    const bottom = await company('Unten', middle);
    await expect(app.api(editCompany, { companyId: top.id, version: 1, parentId: bottom.id }, { as: agent })).rejects.toMatchObject({
      code: 'COMPANY_CYCLE',
      details: { path: ['Oben', 'Mitte', 'Unten'] },
    });
    await expect(app.api(editCompany, { companyId: top.id, version: 1, parentId: top.id }, { as: agent })).rejects.toMatchObject({
      code: 'COMPANY_CYCLE',
    });
  });

  it('lets only one of two moves pass that would make a ring together', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ring = await Promise.all(['A', 'B', 'C'].map((name) => company(`${name}${round}`)));
      const moves = ring.map((one, index) =>
        app.api(editCompany, { companyId: one.id, version: 1, parentId: ring[(index + 1) % 3]?.id ?? null }, { as: agent }),
      );
      const results = await Promise.allSettled(moves);
      expect(results.filter((result) => result.status === 'rejected')).toMatchObject([{ reason: { code: 'COMPANY_CYCLE' } }]);
    }
  });

  it('answers 409 when somebody else was faster', async () => {
    const made = await company('Stale GmbH');
    await app.api(editCompany, { companyId: made.id, version: 1, tier: 'key' }, { as: agent });
    await expect(app.api(editCompany, { companyId: made.id, version: 1, tier: 'a' }, { as: agent })).rejects.toMatchObject({
      code: 'STALE',
      details: { version: 2 },
    });
  });

  it('writes nothing when the address says the same', async () => {
    const address = { street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' };
    const made = await app.api(createCompany, { name: 'Adresse GmbH', address }, { as: agent });
    expect(await app.api(editCompany, { companyId: made.id, version: 1, address }, { as: agent })).toEqual(made);
  });
});

describe('companies.list', () => {
  it('pages by name without doubles and without gaps', async () => {
    for (let index = 0; index < 7; index += 1) await app.api(createCompany, { name: `Seite ${index % 3}`, tier: 'c' }, { as: agent });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: Company[]; cursor: string | null } = await app.api(
        listCompanies,
        { tier: 'c', limit: 2, ...(cursor ? { cursor } : {}) },
        { as: agent },
      );
      seen.push(...page.items.map((item) => item.id));
      cursor = page.cursor;
    } while (cursor !== null);
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  });

  it('refuses a cursor that is none', async () => {
    await expect(app.api(listCompanies, { cursor: 'x' }, { as: agent })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
