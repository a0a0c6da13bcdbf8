import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, createPerson } from '../../../shared/contract/people.js';
import { likePeople } from '../../../shared/contract/people-like.js';
import { createTicket } from '../../../shared/contract/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let t: TestApp;
let anna: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  anna = await t.account();
});
afterAll(() => t.close());

const make = async (givenName: string, familyName: string, more: object = {}) =>
  (await t.api(createPerson, { givenName, familyName, ...more }, { as: anna })).id;
async function like(personId: string): Promise<[string, string[]][]> {
  const { items } = await t.api(likePeople, { personId }, { as: anna });
  return items.map(({ person, reasons }) => [person.id, reasons]);
}

describe('people.like', () => {
  it('names who shares an address, a number of their own or a customer number, with every reason', async () => {
    const one = await make('Petra', 'Kurz', {
      mails: [{ address: 'p.kurz@a.example' }],
      phones: [{ number: '+49 171 2345678' }],
      customerNumber: 'K-17',
    });
    const byMail = await make('P.', 'Kurz-Weber', { mails: [{ address: 'P.Kurz@a.example' }], phones: [{ number: '0171 2345678' }] });
    const byNumber = await make('Frau', 'Unbekannt', { customerNumber: 'k-17' });
    expect(await like(one)).toEqual([
      [byMail, ['same-mail', 'same-number']],
      [byNumber, ['same-customer-number']],
    ]);
    expect(await like(byMail)).toEqual([[one, ['same-mail', 'same-number']]]);
  });

  it('takes a name for a sign when it is rare, in either order and any spelling, or with the company', async () => {
    const { id: companyId } = await t.api(createCompany, { name: 'Kurz Bau' }, { as: anna });
    const jörg = await make('Jörg', 'Übelacker', { positions: [{ companyId, role: '', isPrimary: true }] });
    const joerg = await make('Uebelacker', 'Joerg');
    const same = await make('Jörg', 'Übelacker', { positions: [{ companyId, role: 'Einkauf', isPrimary: true }] });
    expect(await like(jörg)).toEqual([
      [same, ['same-name', 'same-company']],
      [joerg, ['same-name']],
    ]);
  });

  it('takes no common name, no half name, no shared line, mailbox or switchboard for one', async () => {
    const common = [];
    for (let n = 0; n < 5; n += 1)
      common.push(await make('Peter', 'Müller', { mails: [{ address: 'info@b.example' }], phones: [{ number: '+49 30 5550000' }] }));
    expect(await like(common[0] ?? '')).toEqual([]);
    const half = await make('', 'Schmidtke');
    await make('', 'Schmidtke');
    expect(await like(half)).toEqual([]);
    const behind = await make('Ida', 'Ohm', { phones: [{ number: '+49 30 777000', isMainLine: true }] });
    await make('Ole', 'Ehm', { phones: [{ number: '+49 30 777000', isMainLine: true }] });
    expect(await like(behind)).toEqual([]);
    // Everybody's number in an office, in somebody's signature: it says nothing of who they are.
    await t.db.query(
      `INSERT INTO phone_hints (id, person_id, e164, display, state, created_at) VALUES (gen_random_uuid(), $1, '+49305550000', '030 5550000', 'maybe', $2)`,
      [behind, t.clock.now()],
    );
    expect(await like(behind)).toEqual([]);
  });

  it('counts of their open tickets what the asker may see', async () => {
    const secret = await t.team({ isConfidential: true });
    const berta = await t.account({ teams: [secret] });
    const one = await make('Xaver', 'Ypsilanti');
    const other = await make('Xaver', 'Ypsilanti');
    await t.api(createTicket, { subject: 'Kept', personId: other, teamId: secret.id }, { as: berta });
    const seenBy = async (as: TestAccount) => (await t.api(likePeople, { personId: one }, { as })).items[0]?.person.openTickets;
    expect([await seenBy(anna), await seenBy(berta)]).toEqual([0, 1]);
    await expect(t.api(likePeople, { personId: '00000000-0000-7000-8000-000000000000' }, { as: anna })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
