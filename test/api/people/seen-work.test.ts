import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  companyTree,
  createCompany,
  createPerson,
  getCompany,
  getPerson,
  listPeople,
  matchNumber,
} from '../../../shared/contract/people.js';
import { createTask } from '../../../shared/contract/tasks.js';
import { createTicket } from '../../../shared/contract/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let app: TestApp;
let insider: TestAccount;
let outsider: TestAccount;
let admin: TestAccount;
const NUMBER = '+493023125047';
const SOONER = '2031-01-06T09:00:00.000Z';
const LATER = '2031-01-07T09:00:00.000Z';
let companyId: string;
let personId: string;

beforeAll(async () => {
  app = await startTestApp();
  const [closed, open] = [await app.team({ isConfidential: true }), await app.team()];
  [insider, outsider, admin] = [
    await app.account({ teams: [closed, open] }),
    await app.account({ teams: [open] }),
    await app.account({ roles: ['admin'] }),
  ];
  companyId = (await app.api(createCompany, { name: 'Wirth KG' }, { as: insider })).id;
  const person = { familyName: 'Wirth', positions: [{ companyId, role: 'Einkauf' }], phones: [{ kind: 'work' as const, number: NUMBER }] };
  personId = (await app.api(createPerson, person, { as: insider })).id;
  const ticket = (teamId: string) => app.api(createTicket, { subject: 'Lohn', personId, companyId, teamId }, { as: insider });
  await ticket(open.id);
  const secret = await ticket(closed.id);
  const promise = { kind: 'promise' as const, what: 'Rückruf', personId };
  await app.api(createTask, { ...promise, dueAt: SOONER, ticketId: secret.id }, { as: insider });
  await app.api(createTask, { ...promise, dueAt: LATER, teamId: open.id }, { as: insider });
});
afterAll(() => app.close());

/** Everything that counts open tickets and promises of the person and the company, as one account sees it. */
async function seenBy(as: TestAccount) {
  const { facts } = await app.api(getPerson, { personId }, { as });
  const listed = (await app.api(listPeople, { companyId }, { as })).items;
  const { members } = await app.api(getCompany, { companyId }, { as });
  const tree = await app.api(companyTree, { companyId }, { as });
  const [candidate] = (await app.api(matchNumber, { number: NUMBER }, { as })).candidates;
  return {
    tickets: [facts, ...listed, ...members, ...tree.items, ...tree.members, candidate].map((one) => one?.openTickets),
    promises: [facts.nextPromiseAt, candidate?.nextPromiseAt],
  };
}

describe('open tickets and promises on people and companies', () => {
  it('are those the reader may see: a confidential team’s show to nobody outside', async () => {
    expect(await seenBy(outsider)).toEqual({ tickets: [1, 1, 1, 1, 1, 1], promises: [LATER, LATER] });
  });

  it('are all of them for the team itself and for administrators', async () => {
    for (const as of [insider, admin]) expect(await seenBy(as)).toEqual({ tickets: [2, 2, 2, 2, 2, 2], promises: [SOONER, SOONER] });
  });
});
