import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteDraft, getDraft, listDrafts, saveDraft } from '../../../shared/contract/drafts.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let test: TestApp;
let anna: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  anna = await test.account();
});
afterAll(() => test.close());

const save = (key: string, revision: number, text: string) => test.api(saveDraft, { key, revision, text }, { as: anna });

describe('drafts', () => {
  it('keep what was typed last and tell my other tabs', async () => {
    const tab = await test.connect(anna);
    await save('ticket:1:note', 1, 'H');
    const draft = await save('ticket:1:note', 2, 'Hello');
    expect(draft).toMatchObject({ revision: 2, text: 'Hello', version: 2 });
    expect((await tab.next('draft.saved', (message) => message.payload.version === 2)).payload).toEqual(draft);
    expect((await test.api(getDraft, { key: 'ticket:1:note' }, { as: anna })).draft).toEqual(draft);
    expect((await test.api(listDrafts, {}, { as: anna })).items).toEqual([draft]);
  });

  it('never let an older tab overwrite newer text', async () => {
    await save('old-tab', 5, 'newer');
    await expect(save('old-tab', 4, 'older')).rejects.toMatchObject({ code: 'STALE', details: { revision: 5, text: 'newer' } });
    await expect(save('old-tab', 5, 'other text of the same revision')).rejects.toMatchObject({ code: 'STALE' });
    expect((await save('old-tab', 5, 'newer')).version).toBe(1);
    const race = await Promise.allSettled(['a', 'b', 'c'].map((text) => save('old-tab', 6, text)));
    expect(race.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  it('stay thrown away when a late save arrives', async () => {
    await save('sent', 3, 'On its way');
    const { draft } = await test.api(deleteDraft, { key: 'sent' }, { as: anna });
    expect(draft).toMatchObject({ text: '', revision: 4 });
    await expect(save('sent', 4, 'On its way, late')).rejects.toMatchObject({ code: 'STALE' });
    expect((await test.api(listDrafts, {}, { as: anna })).items.map((one) => one.key)).not.toContain('sent');
    expect((await test.api(deleteDraft, { key: 'never' }, { as: anna })).draft).toBeNull();
  });

  it('are nobody else’s', async () => {
    const ben = await test.account();
    const tab = await test.connect(ben);
    await save('private', 1, 'Mine alone');
    await test.settle();
    expect((await test.api(getDraft, { key: 'private' }, { as: ben })).draft).toBeNull();
    expect(tab.events.map((event) => event.type)).not.toContain('draft.saved');
  });
});
