import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, listConsents, personChanges, recordConsent } from '../../../shared/contract/people.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let app: TestApp;
let agent: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  agent = await app.account();
});
afterAll(() => app.close());

describe('people.record-consent', () => {
  it('keeps every record with its proof and lets the latest of a purpose and channel count', async () => {
    const { id: personId } = await app.api(createPerson, { familyName: 'Einwilligung' }, { as: agent });
    const base = { personId, purpose: 'advertising' as const, channel: 'call' as const };
    await app.api(
      recordConsent,
      { ...base, state: 'granted', source: 'web', proof: 'Formular 4711', at: '2025-02-03T10:00:00Z' },
      { as: agent },
    );
    const person = await app.api(recordConsent, { ...base, state: 'withdrawn', source: 'call', proof: 'am Telefon' }, { as: agent });
    expect(person).toMatchObject({
      version: 3,
      consents: [{ purpose: 'advertising', channel: 'call', state: 'withdrawn', source: 'call', accountId: agent.id }],
    });
    const { items } = await app.api(listConsents, { personId }, { as: agent });
    expect(items.map((consent) => [consent.state, consent.proof])).toEqual([
      ['withdrawn', 'am Telefon'],
      ['granted', 'Formular 4711'],
    ]);
    const changes = await app.api(personChanges, { personId }, { as: agent });
    expect(changes.items[0]?.changes).toEqual([{ field: 'consent advertising call', from: 'granted', to: 'withdrawn' }]);
  });

  it('lets an older record, written down late, not overrule a newer one', async () => {
    const { id: personId } = await app.api(createPerson, { familyName: 'Nachgetragen' }, { as: agent });
    const base = { personId, purpose: 'recording' as const, channel: 'call' as const, source: 'paper' as const, proof: '' };
    await app.api(recordConsent, { ...base, state: 'refused', at: '2026-05-01T00:00:00Z' }, { as: agent });
    const person = await app.api(recordConsent, { ...base, state: 'granted', at: '2024-05-01T00:00:00Z' }, { as: agent });
    expect(person.consents).toMatchObject([{ state: 'refused' }]);
  });

  it('refuses a consent of tomorrow and of nobody', async () => {
    const { id: personId } = await app.api(createPerson, { familyName: 'Morgen' }, { as: agent });
    const base = { purpose: 'survey' as const, channel: 'mail' as const, state: 'granted' as const, source: 'mail' as const, proof: '' };
    await expect(app.api(recordConsent, { ...base, personId, at: '2030-01-01T00:00:00Z' }, { as: agent })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(
      app.api(recordConsent, { ...base, personId: '01900000-0000-7000-8000-000000000000' }, { as: agent }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
