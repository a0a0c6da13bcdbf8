import { describe, expect, it } from 'vitest';
import { macroDeeds } from './macro-change';

const reply = { as: 'reply' as const, snippetId: 's' };
const NOW = Date.parse('2026-11-23T09:00:00Z');

describe('what a macro does', () => {
  it('is about whoever runs it, and about today', () => {
    expect(macroDeeds({ change: { isMine: true, status: 'planned', plannedDays: 2, priority: 1 }, text: null }, 'me', NOW)).toEqual({
      change: { ownerId: 'me', status: 'planned', plannedFor: '2026-11-25T09:00:00.000Z', priority: 1 },
      after: null,
    });
  });
  it('leaves the state to the mail it begins, where a mail can bring it about', () => {
    expect(macroDeeds({ change: { status: 'solved', addTags: ['x'] }, text: reply }, 'me', NOW)).toEqual({
      change: { addTags: ['x'] },
      after: 'solved',
    });
    expect(macroDeeds({ change: { status: 'waiting-internal' }, text: reply }, 'me', NOW)).toEqual({
      change: { status: 'waiting-internal' },
      after: null,
    });
    expect(macroDeeds({ change: { status: 'solved' }, text: { ...reply, as: 'note' } }, 'me', NOW)).toEqual({
      change: { status: 'solved' },
      after: null,
    });
  });
});
