import { describe, expect, it } from 'vitest';
import type { Presence } from '../../../shared/models/agents';
import type { QueueFigures } from '../../../shared/models/live';
import { agentAlarms, byUrgency, collapse, queueAlarms } from './alarms';

const START = Date.parse('2026-11-22T10:00:00Z');
const at = (seconds: number) => START + seconds * 1000;
const since = new Date(START).toISOString();
const figures = (patch: Partial<QueueFigures>): QueueFigures => ({
  queueId: 'queue',
  asOf: since,
  offered: 0,
  answered: 0,
  abandoned: 0,
  shortAbandoned: 0,
  flowOut: 0,
  waiting: 0,
  waitingNow: 0,
  waitingCallers: [],
  longestSince: null,
  ready: 0,
  offering: 0,
  talk: 0,
  wrapUp: 0,
  pause: 0,
  unreachable: 0,
  serviceLevel: null,
  serviceLevelSeconds: 20,
  serviceLevelPercent: 80,
  answeredInTime: 0,
  abandonedInTime: 0,
  averageWait: null,
  ...patch,
});
const presence = (patch: Partial<Presence>): Presence => ({
  id: 'agent',
  version: 1,
  intent: 'ready',
  pauseReasonId: null,
  activity: 'free',
  reach: 'ok',
  since,
  intentSince: since,
  callId: null,
  queueId: null,
  leaderTabId: null,
  callsToday: 0,
  ...patch,
});
const brief = (one: { kind: string; tone: string }) => `${one.kind} ${one.tone}`;

describe('alarms of a queue', () => {
  it('stay silent while nobody waits and the level holds', () => {
    expect(queueAlarms(figures({ serviceLevel: 80 }), at(0))).toEqual([]);
  });

  it('say that nobody is ready once a caller waited half a minute', () => {
    const empty = figures({ longestSince: since, waiting: 1 });
    expect(queueAlarms(empty, at(29)).map(brief)).toEqual([]);
    expect(queueAlarms(empty, at(30)).map(brief)).toEqual(['nobody hold']);
    expect(queueAlarms(empty, at(121)).map(brief)).toEqual(['nobody danger']);
    expect(queueAlarms({ ...empty, waitingNow: 3 }, at(30)).map(brief)).toEqual(['nobody danger']);
  });

  it('say that a wait is long though somebody is ready, after three times the promised seconds', () => {
    const staffed = figures({ longestSince: since, waiting: 1, ready: 1 });
    expect(queueAlarms(staffed, at(60)).map(brief)).toEqual([]);
    expect(queueAlarms(staffed, at(61)).map(brief)).toEqual(['wait hold']);
    expect(queueAlarms(staffed, at(121)).map(brief)).toEqual(['wait danger']);
  });

  it('warn below the target and alarm more than ten points below', () => {
    expect(queueAlarms(figures({ serviceLevel: 70 }), at(0)).map(brief)).toEqual(['level hold']);
    expect(queueAlarms(figures({ serviceLevel: 69.9 }), at(0)).map(brief)).toEqual(['level danger']);
  });
});

describe('alarms of an agent', () => {
  it('tell who cannot be reached, at once, and who keeps a caller on hold beyond a minute', () => {
    expect(agentAlarms(presence({ reach: 'no-device' }), at(0)).map(brief)).toEqual(['unreachable danger']);
    expect(agentAlarms(presence({ activity: 'hold' }), at(60)).map(brief)).toEqual([]);
    expect(agentAlarms(presence({ activity: 'hold' }), at(61)).map(brief)).toEqual(['held danger']);
    expect(agentAlarms(presence({}), at(9000))).toEqual([]);
  });
});

describe('the order of alarms', () => {
  it('puts danger before warnings, the oldest first, levels last', () => {
    const all = [
      ...queueAlarms(figures({ queueId: 'a', serviceLevel: 10, longestSince: new Date(at(100)).toISOString() }), at(140)),
      ...queueAlarms(figures({ queueId: 'b', longestSince: since }), at(140)),
    ];
    expect([...all].sort(byUrgency).map((one) => one.id)).toEqual(['b:wait', 'a:level', 'a:wait']);
  });

  it('puts callers who wait before agents who are gone', () => {
    const all = [
      ...agentAlarms(presence({ reach: 'no-device' }), at(0)),
      ...queueAlarms(figures({ longestSince: new Date(at(10)).toISOString(), waitingNow: 4 }), at(60)),
    ];
    expect(all.sort(byUrgency).map(brief)).toEqual(['nobody danger', 'unreachable danger']);
  });
});

describe('many agents gone at once', () => {
  const gone = (id: string, reach: Presence['reach'], seconds: number) =>
    agentAlarms(presence({ id, reach, since: new Date(at(seconds)).toISOString() }), at(99));

  it('are one alarm for one reason, as old as the first of them', () => {
    const [storm, ...rest] = collapse([...gone('a', 'missed-call', 9), ...gone('b', 'missed-call', 3), ...gone('c', 'missed-call', 6)]);
    expect(rest).toEqual([]);
    expect(storm).toMatchObject({ kind: 'storm', sinceMs: at(3), presences: [{ id: 'b' }, { id: 'c' }, { id: 'a' }] });
  });

  it('stay apart while they are few or have different reasons', () => {
    const all = [...gone('a', 'missed-call', 1), ...gone('b', 'missed-call', 2), ...gone('c', 'no-device', 3)];
    expect(collapse(all)).toEqual(all);
  });
});
