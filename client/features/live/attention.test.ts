import { describe, expect, it } from 'vitest';
import type { Presence } from '../../../shared/models/agents';
import { agentState, attentionOf, byAttention } from './attention';

const presence = (patch: Partial<Presence>): Presence => ({
  id: '01a2038a-9090-790e-a0c7-9f7e67751a3f',
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
const none = { wrapUpSeconds: null, pauseSeconds: null };

describe('attention of the board', () => {
  it('translates presences to the glyphs', () => {
    expect(agentState(presence({ activity: 'hold' }))).toBe('held');
    expect(agentState(presence({ intent: 'pause' }))).toBe('paused');
    expect(agentState(presence({ reach: 'missed-call' }))).toBe('unreachable');
  });

  it('alarms for the unreachable and for holds over a minute', () => {
    expect(attentionOf('unreachable', 1, none)).toBe('alarm');
    expect(attentionOf('held', 60, none)).toBe('none');
    expect(attentionOf('held', 61, none)).toBe('alarm');
  });

  it('warns beyond the wrap-up of the queue and the plan of the break, never without a limit', () => {
    expect(attentionOf('wrapup', 121, { wrapUpSeconds: 120, pauseSeconds: null })).toBe('warn');
    expect(attentionOf('wrapup', 9999, none)).toBe('none');
    expect(attentionOf('paused', 1801, { wrapUpSeconds: null, pauseSeconds: 1800 })).toBe('warn');
    expect(attentionOf('ready', 9999, none)).toBe('none');
  });

  it('sorts by attention, then the longest first, and is stable by name', () => {
    const row = (name: string, attention: 'none' | 'warn' | 'alarm', since: number) => ({
      name,
      attention,
      since,
      state: 'talking' as const,
    });
    const sorted = [row('C', 'none', 5), row('B', 'warn', 9), row('A', 'none', 5), row('D', 'alarm', 1)].sort(byAttention);
    expect(sorted.map((one) => one.name)).toEqual(['D', 'B', 'A', 'C']);
  });
});
