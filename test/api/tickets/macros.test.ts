import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMacro, listMacros } from '../../../shared/contract/macros.js';
import { createSnippet } from '../../../shared/contract/snippets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';

let t: TestApp;
let team: TestTeam;
let anna: TestAccount;
let lead: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  team = await t.team();
  [anna, lead] = await Promise.all([t.account({ teams: [team] }), t.account({ roles: ['agent', 'supervisor'], leads: [team] })]);
});
afterAll(() => t.close());
const refused = (code: string) => expect.objectContaining({ code });

describe('macros', () => {
  it('are kept by whom they are for, and write only what all of them may read', async () => {
    const [own, ours] = await Promise.all([
      t.api(createSnippet, { name: 'Own', audience: 'me', textEn: 'a' }, { as: lead }),
      t.api(createSnippet, { name: 'Ours', audience: 'team', teamId: team.id, textEn: 'b' }, { as: lead }),
    ]);
    const make = (audience: 'me' | 'team' | 'all', snippetId: string, as = lead) =>
      t.api(createMacro, { name: audience, audience, teamId: team.id, change: {}, text: { as: 'reply', snippetId } }, { as });
    for (const [audience, snippet] of [
      ['team', own],
      ['all', own],
      ['all', ours],
    ] as const)
      await expect(make(audience, snippet.id)).rejects.toEqual(refused('INVALID_REFERENCE'));
    await expect(make('me', own.id, anna)).rejects.toEqual(refused('INVALID_REFERENCE'));
    await make('me', own.id);
    await make('team', ours.id);
    await expect(make('team', ours.id, anna)).rejects.toEqual(refused('FORBIDDEN'));
    expect((await t.api(listMacros, {}, { as: anna })).items).toMatchObject([{ name: 'team', text: { as: 'reply', snippetId: ours.id } }]);
  });

  it('are refused when they do nothing or contradict themselves', async () => {
    const make = (change: Parameters<typeof t.api<typeof createMacro>>[1]['change']) =>
      t.api(createMacro, { name: 'X', audience: 'me', change }, { as: anna });
    for (const change of [{}, { status: 'planned' as const }, { plannedDays: 3 }, { isMine: true as const, ownerId: null }])
      await expect(make(change)).rejects.toEqual(refused('INVALID_INPUT'));
    await make({ status: 'planned', plannedDays: 3, isMine: true });
  });
});
