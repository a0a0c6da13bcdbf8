import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSnippet, editSnippet, listSnippets, removeSnippet } from '../../../shared/contract/snippets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount, TestTeam } from '../../support/factories.js';

let t: TestApp;
let team: TestTeam;
let other: TestTeam;
let anna: TestAccount;
let ben: TestAccount;
let lead: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  [team, other] = await Promise.all([t.team(), t.team()]);
  [anna, ben, lead] = await Promise.all([
    t.account({ teams: [team] }),
    t.account({ teams: [other] }),
    t.account({ roles: ['agent', 'supervisor'], leads: [team] }),
  ]);
});
afterAll(() => t.close());
const names = async (who: TestAccount) => (await t.api(listSnippets, {}, { as: who })).items.map(({ name }) => name);
const refused = (code: string) => expect.objectContaining({ code });

describe('snippets', () => {
  it('are seen by whom they are for, and shared ones are kept by those who lead', async () => {
    const socket = await t.connect(ben);
    await t.api(createSnippet, { name: 'Mine', audience: 'me', textEn: 'a' }, { as: anna });
    const ours = await t.api(createSnippet, { name: 'Ours', audience: 'team', teamId: team.id, textEn: 'b' }, { as: lead });
    const all = await t.api(createSnippet, { name: 'All', audience: 'all', textDe: 'c' }, { as: lead });
    expect([await names(anna), await names(ben)]).toEqual([['All', 'Mine', 'Ours'], ['All']]);
    await t.settle();
    expect(socket.events.filter(({ type }) => type === 'snippet.changed').map(({ payload }) => payload.id)).toEqual([all.id]);
    for (const audience of ['all', 'team'] as const)
      await expect(t.api(createSnippet, { name: 'No', audience, teamId: team.id, textEn: 'x' }, { as: anna })).rejects.toEqual(
        refused('FORBIDDEN'),
      );
    await expect(t.api(createSnippet, { name: 'No', audience: 'team', teamId: other.id, textEn: 'x' }, { as: lead })).rejects.toEqual(
      refused('FORBIDDEN'),
    );
    await expect(t.api(removeSnippet, { snippetId: all.id, version: all.version }, { as: anna })).rejects.toEqual(refused('FORBIDDEN'));
    await expect(t.api(removeSnippet, { snippetId: ours.id, version: ours.version }, { as: ben })).rejects.toEqual(refused('NOT_FOUND'));
  });

  it('leave the consoles of those they are no longer for', async () => {
    const socket = await t.connect(ben);
    const made = await t.api(createSnippet, { name: 'Wide', audience: 'all', textEn: 'a' }, { as: lead });
    await t.api(
      editSnippet,
      { snippetId: made.id, version: made.version, name: 'Narrow', audience: 'team', teamId: team.id, textEn: 'a' },
      { as: lead },
    );
    await expect(
      t.api(editSnippet, { snippetId: made.id, version: made.version, name: 'Late', audience: 'all', textEn: 'a' }, { as: lead }),
    ).rejects.toEqual(refused('STALE'));
    await t.settle();
    expect(socket.events.findLast(({ type }) => type === 'snippet.changed')?.payload).toEqual({ id: made.id, version: 2, gone: true });
    expect(await names(ben)).toEqual(['All']);
  });

  it('are refused without a text, or with a placeholder nobody could fill', async () => {
    const make = (texts: { textDe?: string; textEn?: string }) =>
      t.api(createSnippet, { name: 'X', audience: 'me', ...texts }, { as: anna });
    await expect(make({ textDe: '  \n' })).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(make({ textEn: 'Dear {{customer.shoe}}' })).rejects.toMatchObject({
      code: 'UNKNOWN_VARIABLE',
      details: { name: 'customer.shoe' },
    });
    await expect(make({ textEn: 'a\u0000b' })).rejects.toEqual(refused('INVALID_INPUT'));
  });
});
