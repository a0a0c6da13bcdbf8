import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AvailableMember, eligibleMembers, matchAll, openLevel, type QueueRule, type WaitingCaller } from './routing-order.js';

const NOW = 1_000_000;
const queue = (some: Partial<QueueRule> = {}): QueueRule => ({ id: 'q', strategy: 'longest-idle', secondsPerLevel: 0, ...some });
const caller = (id: string, some: Partial<WaitingCaller> = {}): WaitingCaller => ({
  id,
  queueId: 'q',
  priority: 0,
  queuedAt: NOW - 10_000,
  excludedAgentIds: [],
  ...some,
});
const member = (agentId: string, some: Partial<AvailableMember> = {}): AvailableMember => ({
  agentId,
  queueId: 'q',
  level: 1,
  idleSince: NOW - 60_000,
  callsToday: 0,
  ...some,
});
const match = (callers: WaitingCaller[], members: AvailableMember[], queues = [queue()]) => matchAll({ callers, members, queues }, NOW);

describe('matchAll', () => {
  it('serves priority before arrival, and arrival before everything else', () => {
    const callers = [caller('late', { queuedAt: NOW - 1000 }), caller('early'), caller('vip', { priority: 5, queuedAt: NOW })];
    expect(match(callers, [member('a'), member('b', { idleSince: NOW - 1000 })])).toEqual([
      { callerId: 'vip', agentId: 'a' },
      { callerId: 'early', agentId: 'b' },
    ]);
  });

  it('asks the longest idle, or the one with fewest calls', () => {
    const members = [member('busy', { callsToday: 9, idleSince: 0 }), member('calm', { callsToday: 1, idleSince: NOW - 5 })];
    expect(match([caller('c')], members)[0]?.agentId).toBe('busy');
    expect(match([caller('c')], members, [queue({ strategy: 'fewest-calls' })])[0]?.agentId).toBe('calm');
  });

  it('lets the next level join after its seconds, and asks the lower level first even then', () => {
    const second = member('second', { level: 2, idleSince: 0 });
    const slow = queue({ secondsPerLevel: 20 });
    expect(match([caller('c', { queuedAt: NOW - 19_999 })], [second], [slow])).toEqual([]);
    expect(match([caller('c', { queuedAt: NOW - 20_000 })], [second], [slow])).toHaveLength(1);
    expect(match([caller('c', { queuedAt: NOW - 60_000 })], [second, member('first')], [slow])[0]?.agentId).toBe('first');
    expect(openLevel(queue(), NOW, NOW)).toBe(Number.POSITIVE_INFINITY);
  });

  it('does not let a caller without an agent block the others', () => {
    const queues = [queue(), queue({ id: 'other' })];
    const callers = [caller('stuck', { queueId: 'other', queuedAt: 0 }), caller('c')];
    expect(match(callers, [member('a')], queues)).toEqual([{ callerId: 'c', agentId: 'a' }]);
  });

  it('leaves out an agent who just missed this caller', () => {
    expect(match([caller('c', { excludedAgentIds: ['a'] })], [member('a'), member('b', { idleSince: NOW })])[0]?.agentId).toBe('b');
  });

  it('gives each caller and each agent at most one, leaves no possible match, and does not depend on the order of its input', () => {
    const anyCaller = fc.record({
      id: fc.uuid(),
      queueId: fc.constantFrom('q', 'r'),
      priority: fc.integer({ min: 0, max: 2 }),
      queuedAt: fc.integer({ min: 0, max: NOW }),
      excludedAgentIds: fc.subarray(['a', 'b', 'c']),
    });
    const anyMember = fc.record({
      agentId: fc.constantFrom('a', 'b', 'c', 'd'),
      queueId: fc.constantFrom('q', 'r'),
      level: fc.integer({ min: 1, max: 3 }),
      idleSince: fc.integer({ min: 0, max: NOW }),
      callsToday: fc.integer({ min: 0, max: 3 }),
    });
    const memberships = fc.uniqueArray(anyMember, { selector: (one) => `${one.agentId} ${one.queueId}` });
    const callers = fc.uniqueArray(anyCaller, { selector: (one) => one.id });
    const queues = [queue({ secondsPerLevel: 300 }), queue({ id: 'r', strategy: 'fewest-calls' })];
    fc.assert(
      fc.property(callers, memberships, (waiting, members) => {
        const matches = match(waiting, members, queues);
        expect(match([...waiting].reverse(), [...members].reverse(), queues)).toEqual(matches);
        const agents = new Set(matches.map((one) => one.agentId));
        const served = new Set(matches.map((one) => one.callerId));
        expect([agents.size, served.size]).toEqual([matches.length, matches.length]);
        const free = members.filter((one) => !agents.has(one.agentId));
        const left = waiting.filter((one) => !served.has(one.id));
        const possible = left.filter((one) =>
          queues.some((rule) => rule.id === one.queueId && eligibleMembers(one, free, rule, NOW).length > 0),
        );
        expect(possible).toEqual([]);
      }),
    );
  });
});
