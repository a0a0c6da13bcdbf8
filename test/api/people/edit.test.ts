import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, createPerson, editPerson, getPerson, personChanges } from '../../../shared/contract/people.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let app: TestApp;
let agent: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  agent = await app.account({ name: 'Miriam Kessler' });
});
afterAll(() => app.close());

describe('people.edit', () => {
  it('changes what is given, keeps the rest, grows the version and audits old and new', async () => {
    const made = await app.api(createPerson, { givenName: 'Petra', familyName: 'Kurz', isVip: true }, { as: agent });
    const edited = await app.api(
      editPerson,
      { personId: made.id, version: 1, familyName: 'Lang', preferredHours: { days: [1, 2], from: '09:00', until: '12:00' } },
      { as: agent },
    );
    expect(edited).toMatchObject({ version: 2, name: 'Petra Lang', isVip: true, preferredHours: { days: [1, 2], from: '09:00' } });
    const { items } = await app.api(personChanges, { personId: made.id }, { as: agent });
    expect(items[0]?.changes).toEqual([
      { field: 'familyName', from: 'Kurz', to: 'Lang' },
      { field: 'preferredHours', from: null, to: { days: [1, 2], from: '09:00', until: '12:00' } },
    ]);
  });

  it('answers 409 with the current version when somebody else was faster, and leaves their edit', async () => {
    const made = await app.api(createPerson, { familyName: 'Doppelt' }, { as: agent });
    const edits = await Promise.allSettled([
      app.api(editPerson, { personId: made.id, version: 1, notes: 'eins', phones: [{ number: '030 9000001' }] }, { as: agent }),
      app.api(editPerson, { personId: made.id, version: 1, notes: 'zwei', phones: [{ number: '030 9000002' }] }, { as: agent }),
    ]);
    expect(edits.filter((edit) => edit.status === 'fulfilled')).toHaveLength(1);
    expect(edits.find((edit) => edit.status === 'rejected')).toMatchObject({
      reason: { code: 'STALE', details: { id: made.id, version: 2 } },
    });
    const { person } = await app.api(getPerson, { personId: made.id }, { as: agent });
    expect([person.version, person.phones.length]).toEqual([2, 1]);
  });

  it('writes and tells nothing when nothing differs', async () => {
    const hours = { days: [1], from: '09:00', until: '12:00' };
    const input = { givenName: 'Gleich', familyName: 'Bleibend', preferredHours: hours, phones: [{ number: '030 1234-56' }] };
    const made = await app.api(createPerson, input, { as: agent });
    const [phone] = made.phones;
    const same = {
      ...input,
      preferredHours: { until: '12:00', from: '09:00', days: [1] },
      phones: [{ id: phone?.id, number: '+493012 3456' }],
    };
    const edited = await app.api(
      editPerson,
      {
        personId: made.id,
        version: 1,
        givenName: same.givenName,
        preferredHours: same.preferredHours,
        phones: [{ id: phone?.id ?? '', number: phone?.e164 ?? '' }],
      },
      { as: agent },
    );
    expect(edited).toEqual(made);
    const rows: unknown[] = await app.db.query(`SELECT 1 FROM events WHERE entity_id = $1`, [made.id]);
    expect(rows).toHaveLength(1);
  });

  it('keeps the identity and the written form of a number, adds and removes others in one version', async () => {
    const made = await app.api(
      createPerson,
      { familyName: 'Liste', phones: [{ number: '030 1234-57' }, { number: '0171 3920033' }] },
      { as: agent },
    );
    const [first] = made.phones;
    const edited = await app.api(
      editPerson,
      {
        personId: made.id,
        version: 1,
        phones: [
          { number: '089 1234567', validUntil: '2030-01-31' },
          { id: first?.id ?? '', number: first?.display ?? '', kind: 'home' },
        ],
      },
      { as: agent },
    );
    expect(edited.version).toBe(2);
    expect(edited.phones).toMatchObject([
      { e164: '+49891234567', validUntil: '2030-01-31' },
      { id: first?.id, display: '+49 30 1234-57', kind: 'home' },
    ]);
    const { items } = await app.api(personChanges, { personId: made.id }, { as: agent });
    expect(items[0]?.changes.map((change) => change.field)).toEqual(['phones']);
  });

  it('never touches a number of somebody else by its id', async () => {
    const other = await app.api(createPerson, { familyName: 'Andere', phones: [{ number: '030 7000001' }] }, { as: agent });
    const made = await app.api(createPerson, { familyName: 'Eine' }, { as: agent });
    const stolen = other.phones[0]?.id ?? '';
    const edited = await app.api(
      editPerson,
      { personId: made.id, version: 1, phones: [{ id: stolen, number: '030 7000002' }] },
      { as: agent },
    );
    expect(edited.phones[0]?.id).not.toBe(stolen);
    expect((await app.api(getPerson, { personId: other.id }, { as: agent })).person.phones).toEqual(other.phones);
  });

  it('knows superiors and subordinates, and refuses rings and superiors from elsewhere', async () => {
    const [firm, branch, elsewhere] = await Promise.all(
      ['Ring GmbH', 'Ring NL Berlin', 'Fremd AG'].map((name) => app.api(createCompany, { name }, { as: agent })),
    );
    const inFirm = { companyId: firm?.id ?? '', role: '' };
    const boss = await app.api(createPerson, { familyName: 'Chefin', positions: [inFirm] }, { as: agent });
    const worker = await app.api(createPerson, { familyName: 'Arbeiter', positions: [{ ...inFirm, managerId: boss.id }] }, { as: agent });
    expect((await app.api(getPerson, { personId: worker.id }, { as: agent })).managers).toMatchObject([{ id: boss.id, name: 'Chefin' }]);
    expect((await app.api(getPerson, { personId: boss.id }, { as: agent })).subordinates).toMatchObject([{ id: worker.id }]);
    const same = { personId: worker.id, version: 1, positions: [{ ...inFirm, managerId: boss.id }] };
    expect(await app.api(editPerson, same, { as: agent })).toEqual(worker);
    const moved = await app.api(editPerson, { personId: worker.id, version: 1, positions: [{ ...inFirm, role: 'Polier' }] }, { as: agent });
    const { items } = await app.api(personChanges, { personId: worker.id }, { as: agent });
    expect(items[0]?.changes).toEqual([{ field: 'positions', from: ['Ring GmbH · Chefin'], to: ['Polier · Ring GmbH'] }]);
    await app.api(
      editPerson,
      { personId: worker.id, version: moved.version, positions: [{ ...inFirm, managerId: boss.id }] },
      { as: agent },
    );
    const ring = { personId: boss.id, version: 1, positions: [{ ...inFirm, managerId: worker.id }] };
    await expect(app.api(editPerson, ring, { as: agent })).rejects.toMatchObject({ code: 'MANAGER_CYCLE' });
    const self = { personId: boss.id, version: 1, positions: [{ ...inFirm, managerId: boss.id }] };
    await expect(app.api(editPerson, self, { as: agent })).rejects.toMatchObject({ code: 'MANAGER_CYCLE' });
    const far = { familyName: 'Fern', positions: [{ companyId: elsewhere?.id ?? '', role: '', managerId: boss.id }] };
    await expect(app.api(createPerson, far, { as: agent })).rejects.toMatchObject({ code: 'MANAGER_ELSEWHERE' });
    expect(branch).toBeDefined();
  });

  it('moves the primary position to another company', async () => {
    const [a, b] = await Promise.all(['Alt GmbH', 'Neu GmbH'].map((name) => app.api(createCompany, { name }, { as: agent })));
    const positions = [
      { companyId: a?.id ?? '', role: 'x' },
      { companyId: b?.id ?? '', role: 'y' },
    ];
    const made = await app.api(createPerson, { familyName: 'Wechsel', positions }, { as: agent });
    const swapped = positions.map((position, index) => ({ ...position, isPrimary: index === 1 }));
    const edited = await app.api(editPerson, { personId: made.id, version: 1, positions: swapped }, { as: agent });
    expect(edited.positions.map((position) => position.isPrimary)).toEqual([false, true]);
  });
});
