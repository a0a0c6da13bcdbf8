import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { type Caller, matchCaller, refreshPersonFacts } from '../../../server/features/people/index.js';
import { createCompany, createPerson, editPerson, getPerson, learnNumber, matchNumber } from '../../../shared/contract/people.js';
import type { NumberMatch, Person } from '../../../shared/models/people.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let app: TestApp;
let agent: TestAccount;
let serial = 0;
beforeAll(async () => {
  app = await startTestApp();
  agent = await app.account();
});
afterAll(() => app.close());

/** A German number nobody else in this file has. */
function freshNumber(): string {
  return `+4930${(20_000_000 + ++serial * 1111).toString()}`;
}
function person(familyName: string, ...numbers: string[]): Promise<Person> {
  return app.api(createPerson, { familyName, phones: numbers.map((number) => ({ number })) }, { as: agent });
}
function match(from: string | null, more: Partial<Caller> = {}): Promise<NumberMatch> {
  return app.transaction(systemActor('test'), (ctx) => matchCaller(ctx, { from, ownNumbers: [], ...more }));
}
const names = (result: NumberMatch) => result.candidates.map((candidate) => candidate.name);

describe('the caller match', () => {
  it('is sure when one person holds exactly this number', async () => {
    const number = freshNumber();
    const kurz = await person('Kurz', number);
    expect(await match(number)).toMatchObject({
      match: 'sure',
      total: 1,
      candidates: [{ personId: kurz.id, name: 'Kurz', why: 'number' }],
    });
  });

  it('is none for a number nobody has', async () => {
    expect(await match(freshNumber())).toEqual({ match: 'none', candidates: [], total: 0, company: null });
  });

  it('ranks several people on one number by promise due, open ticket and last contact, at most three', async () => {
    const number = freshNumber();
    const [, recent, ticket, promise] = await Promise.all(['Nie', 'Neulich', 'Offen', 'Zugesagt'].map((name) => person(name, number)));
    await app.transaction(systemActor('test'), async (ctx) => {
      await refreshPersonFacts(ctx, { personId: recent?.id ?? null }, { contactAt: new Date(ctx.now.getTime() - 60_000) });
      await refreshPersonFacts(ctx, { personId: ticket?.id ?? null }, { openTickets: 1 });
      await refreshPersonFacts(ctx, { personId: promise?.id ?? null }, { nextPromiseAt: ctx.now });
    });
    const result = await match(number);
    expect(result).toMatchObject({ match: 'maybe', total: 4 });
    expect(names(result)).toEqual(['Zugesagt', 'Offen', 'Neulich']);
    expect(result.candidates[0]?.why).toBe('shared-number');
  });

  it('learns the choice among several and stays at maybe', async () => {
    const number = freshNumber();
    const [, second] = await Promise.all([person('Erste', number), person('Zweite', number)]);
    await app.api(learnNumber, { personId: second?.id ?? '', number }, { as: agent });
    const result = await match(number);
    expect(result.match).toBe('maybe');
    expect(result.candidates[0]).toMatchObject({ name: 'Zweite', why: 'chosen' });
  });

  it('learns an unknown number, and is sure when the same person was picked again: one wrong key is not enough', async () => {
    const number = freshNumber();
    const made = await person('Lernt');
    const learned = await app.api(learnNumber, { personId: made.id, number }, { as: agent });
    expect(learned).toMatchObject({ version: 2, phones: [{ e164: number, source: 'learned' }] });
    expect(await match(number)).toMatchObject({ match: 'maybe', candidates: [{ personId: made.id, why: 'chosen' }] });
    await app.api(learnNumber, { personId: made.id, number }, { as: agent });
    expect((await match(number)).match).toBe('sure');
  });

  it('never makes a number behind a switchboard somebody’s own, but offers first whom it was picked for', async () => {
    const company = await app.api(createCompany, { name: 'Zentrale AG', phones: [{ number: '030 6543-0' }] }, { as: agent });
    const positions = [{ companyId: company.id, role: '' }];
    await app.api(createPerson, { familyName: 'Anders', positions }, { as: agent });
    const petra = await app.api(createPerson, { familyName: 'Petra', positions }, { as: agent });
    for (let pick = 0; pick < 3; pick++) await app.api(learnNumber, { personId: petra.id, number: '+49306543' }, { as: agent });
    expect(await match('+49306543')).toMatchObject({
      match: 'maybe',
      company: { id: company.id },
      candidates: [{ name: 'Petra' }, { name: 'Anders' }],
    });
    expect((await app.api(getPerson, { personId: petra.id }, { as: agent })).person.phones).toEqual([]);
  });

  it('stops believing a learned number when a main line turns out to stand before it', async () => {
    const made = await person('Durchwahl');
    for (let pick = 0; pick < 2; pick++) await app.api(learnNumber, { personId: made.id, number: '030 543211' }, { as: agent });
    expect((await match('+4930543211')).match).toBe('sure');
    await app.api(createCompany, { name: 'Später AG', phones: [{ number: '030 5432-0' }] }, { as: agent });
    expect((await match('+4930543211')).match).toBe('maybe');
  });

  it('is never sure on a main line, and offers the people of its company, the one picked last time first', async () => {
    const company = await app.api(createCompany, { name: 'Haupt GmbH', phones: [{ number: '030 7654-0' }] }, { as: agent });
    const positions = [{ companyId: company.id, role: '' }];
    await app.api(createPerson, { familyName: 'Adam', positions }, { as: agent });
    const picked = await app.api(createPerson, { familyName: 'Zorn', positions }, { as: agent });
    const before = await match('+493076540');
    expect(before).toMatchObject({
      match: 'maybe',
      company: { id: company.id, name: 'Haupt GmbH' },
      total: 2,
      candidates: [{ name: 'Adam', why: 'company' }, {}],
    });
    await app.api(learnNumber, { personId: picked.id, number: '030 7654-0' }, { as: agent });
    const after = await match('+493076540');
    expect([after.match, ...names(after)]).toEqual(['maybe', 'Zorn', 'Adam']);
    expect((await app.api(getPerson, { personId: picked.id }, { as: agent })).person.phones).toEqual([]);
  });

  it('finds the switchboard by its stem only where the number is a main line, always as maybe', async () => {
    const company = await app.api(createCompany, { name: 'Stamm AG', phones: [{ number: '030 8765-0' }] }, { as: agent });
    await app.api(createCompany, { name: 'Kein Stamm AG', phones: [{ number: '030 987650' }] }, { as: agent });
    expect(await match('+493087651234')).toMatchObject({ match: 'maybe', company: { id: company.id } });
    expect((await match('+49309876512')).match).toBe('none');
  });

  it('takes a number with an end of validity for maybe from the day after on, and gives way to the successor', async () => {
    const number = freshNumber();
    const old = await person('Früher', number);
    const [phone] = old.phones;
    const phones = [{ id: phone?.id ?? '', number, validUntil: '2026-11-22' }];
    await app.api(editPerson, { personId: old.id, version: 1, phones }, { as: agent });
    expect(await match(number)).toMatchObject({ match: 'maybe', candidates: [{ why: 'old-number' }] });
    await person('Jetzt', number);
    expect(await match(number)).toMatchObject({ match: 'sure', candidates: [{ name: 'Jetzt' }] });
  });

  it.each([null, '', 'anonymous', 'Restricted', '+266696687', '+86282452253', 'sip:anonymous@anonymous.invalid'])(
    'knows nobody behind %s',
    async (from) => {
      expect((await match(from)).match).toBe('none');
    },
  );

  it('knows nobody behind our own numbers and what they forward', async () => {
    const [own, caller] = [freshNumber(), freshNumber()];
    await Promise.all([person('Eigene', own), person('Anrufer', caller)]);
    expect((await match(own, { ownNumbers: [own] })).match).toBe('none');
    expect((await match(caller, { forwardedFrom: own, ownNumbers: [own] })).match).toBe('none');
    expect((await match(caller, { forwardedFrom: freshNumber(), ownNumbers: [own] })).match).toBe('sure');
  });
});

describe('people.match', () => {
  it('finds a number however it is written', async () => {
    const spellings = (local: string) => {
      const [head, tail] = [local.slice(0, 3), local.slice(3)];
      return [
        `030/${local}`,
        `030 ${head} ${tail}`,
        `030-${local}`,
        `(030) ${local}`,
        `+49 30 ${local}`,
        `+49 (0)30 ${local}`,
        `0049 30 ${local}`,
        `0049 (0) 30 / ${local}`,
        `tel:+4930${local}`,
        `+49.30.${head}.${tail}`,
        `０３０ ${local}`,
        `Tel. 030\u00A0${head}\u2011${tail}`,
      ];
    };
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (300_000 + index * 7919).toString()).map(async (local) => ({
        local,
        person: await person(`Nr ${local}`, `030 ${local}`),
      })),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...made), fc.nat(11), async ({ local, person: owner }, style) => {
        const found = await app.api(matchNumber, { number: spellings(local)[style] ?? '' }, { as: agent });
        expect(found).toMatchObject({ match: 'sure', e164: `+4930${local}`, candidates: [{ personId: owner.id }] });
      }),
      { numRuns: 60 },
    );
  });

  it('answers none for what is no number', async () => {
    expect(await app.api(matchNumber, { number: 'Frau Kurz' }, { as: agent })).toMatchObject({ match: 'none', e164: null });
  });
});
