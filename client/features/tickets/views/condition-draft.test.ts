import { describe, expect, it } from 'vitest';
import type { TicketCondition } from '../../../../shared/models/ticket-views';
import { blank, conditionsOf, draftOf, FIELDS } from './condition-draft';

describe('conditions being made', () => {
  it('come back from editing as they were', () => {
    const stored: TicketCondition[] = [
      { field: 'owner', is: 'none', values: ['me', 'none'] },
      { field: 'priority', is: 'any', values: [1, 2] },
      { field: 'created', is: 'any', when: { from: '2026-01-01T00:00:00Z', to: null } },
      { field: 'followed', is: 'none' },
    ];
    expect(conditionsOf(stored.map(draftOf))).toEqual(stored);
  });
  it('are not ready while one lacks its values or says what it cannot', () => {
    expect(FIELDS.filter((field) => conditionsOf([blank(field)]) !== null)).toEqual([
      'created',
      'updated',
      'active',
      'ended',
      'followed',
      'snoozed',
      'answered',
      'thanked',
    ]);
    expect(conditionsOf([{ ...blank('created'), when: { last: 0, unit: 'days' } }])).toBeNull();
    expect(conditionsOf([{ ...blank('status'), values: ['lost'] }])).toBeNull();
  });
});
