import { describe, expect, it } from 'vitest';
import type { Macro } from '../../../shared/models/macros';
import { macroOf, valuesOf } from './macro-values';

const macro = (change: Macro['change'], text: Macro['text'] = null): Macro => ({
  ...{ id: 'm', version: 1, name: 'One', audience: 'team', teamId: 't', ownerId: null, change, text },
});

describe('a macro in the settings', () => {
  it.each([
    [macro({})],
    [macro({ isMine: true, status: 'planned', plannedDays: 3, priority: 1, follow: false })],
    [
      macro(
        { ownerId: null, addTags: ['a', 'b c'], removeTags: ['d'], kind: 'complaint', reasonId: 'r', teamId: 'x' },
        { as: 'note', snippetId: 's' },
      ),
    ],
    [macro({ ownerId: 'anna', follow: true }, { as: 'reply', snippetId: 's' })],
  ])('comes back from its fields as it was: %o', (one) => {
    const { name, audience, teamId, change, text } = one;
    expect(macroOf({ name, ...valuesOf(one) })).toEqual({ name, audience, teamId, change, text });
  });
  it('takes tags as people type them', () => {
    expect(macroOf({ name: ' X ', whose: 'me', addTags: ' #eins, zwei ,, eins' })).toMatchObject({
      name: 'X',
      audience: 'me',
      teamId: null,
      change: { addTags: ['eins', 'zwei'] },
    });
  });
});
