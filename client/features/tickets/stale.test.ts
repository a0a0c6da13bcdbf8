import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../shared/models/tickets';
import { judgeStale } from './stale';

const ticket = (over: Partial<Ticket>): Ticket => ({
  id: 't',
  version: 1,
  number: '1',
  numberText: '#1',
  subject: 'a',
  kind: 'question',
  reasonId: null,
  status: 'open',
  priority: 3,
  teamId: null,
  ownerId: null,
  followerIds: [],
  personId: null,
  companyId: null,
  tags: [],
  plannedFor: null,
  createdAt: '',
  updatedAt: '',
  activeAt: '',
  endedAt: null,
  createdById: null,
  firstAnsweredAt: null,
  mentionedIds: [],
  quietReplies: 0,
  channel: 'desk',
  mergedIntoId: null,
  isDemo: false,
  ...over,
});

describe('an edit of a ticket that changed meanwhile', () => {
  it('is sent again when the other changed other fields', () => {
    expect(judgeStale({ base: ticket({}), current: ticket({ version: 2, priority: 1 }), patch: { subject: 'b' } })).toBe('again');
  });
  it('is asked about when both changed the same field', () => {
    expect(judgeStale({ base: ticket({}), current: ticket({ version: 2, subject: 'c' }), patch: { subject: 'b' } })).toBe('ask');
  });
  it('is done when the other wanted the same', () => {
    expect(judgeStale({ base: ticket({}), current: ticket({ version: 2, tags: ['x'] }), patch: { tags: ['x'] } })).toBe('done');
  });
});
