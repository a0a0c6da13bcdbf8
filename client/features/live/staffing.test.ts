import { describe, expect, it } from 'vitest';
import type { Presence } from '../../../shared/models/agents';
import { staffingOf } from './staffing';

const presence = (id: string, patch: Partial<Presence> = {}): Presence => ({
  id,
  version: 1,
  intent: 'ready',
  pauseReasonId: null,
  activity: 'free',
  reach: 'ok',
  since: '2026-11-22T10:00:00Z',
  intentSince: '2026-11-22T10:00:00Z',
  callId: null,
  queueId: null,
  leaderTabId: null,
  callsToday: 0,
  ...patch,
});
const inQueues = (accountId: string, ...queueIds: string[]) => queueIds.map((queueId) => ({ queueId, accountId }));

describe('people of the board', () => {
  it('counts somebody in three queues once', () => {
    const members = ['ayla', 'ben', 'cem'].flatMap((id) => inQueues(id, 'hotline', 'billing', 'service'));
    const staffing = staffingOf(
      [presence('ayla'), presence('ben', { intent: 'pause' }), presence('cem', { activity: 'hold' })],
      members,
      new Set(['hotline', 'billing', 'service']),
    );
    expect(staffing).toEqual({ ready: 1, ringing: 0, talking: 1, wrapup: 0, pause: 1, unreachable: 0, staffed: 3 });
  });

  it('leaves out who is off and who is in none of the queues', () => {
    const members = [...inQueues('ayla', 'hotline'), ...inQueues('ben', 'elsewhere'), ...inQueues('cem', 'hotline')];
    const staffing = staffingOf([presence('ayla'), presence('ben'), presence('cem', { intent: 'off' })], members, new Set(['hotline']));
    expect(staffing).toMatchObject({ ready: 1, staffed: 1 });
  });

  it('counts who rings as signed in but not as ready, and tells the unreachable apart', () => {
    const staffing = staffingOf(
      [presence('ayla', { activity: 'offered' }), presence('ben', { reach: 'no-device' }), presence('cem', { activity: 'wrapup' })],
      ['ayla', 'ben', 'cem'].flatMap((id) => inQueues(id, 'hotline')),
      new Set(['hotline']),
    );
    expect(staffing).toEqual({ ready: 0, ringing: 1, talking: 0, wrapup: 1, pause: 0, unreachable: 1, staffed: 3 });
  });
});
