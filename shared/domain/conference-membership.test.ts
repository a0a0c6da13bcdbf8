import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMembershipEvent, applyMembershipSnapshot, type MembershipEvent, NOT_YET_IN_ROOM } from './conference-membership.js';

const kinds = ['join', 'leave', 'mute', 'unmute', 'hold', 'unhold', 'modify'] as const;
/** A history in the order in which the carrier numbered it; one second per event. */
const history = fc
  .array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 12 })
  .map((list) => list.map((kind, index): MembershipEvent => ({ kind, sequence: index, at: index * 1000 })));

describe('applyMembershipEvent', () => {
  it('drops a join that arrives after the leave', () => {
    const left = applyMembershipEvent(NOT_YET_IN_ROOM, { kind: 'leave', sequence: 5, at: 5000 });
    expect(applyMembershipEvent(left, { kind: 'join', sequence: 2, at: 2000 })).toBe(left);
  });

  it('ends with the last numbered event, doubled or shuffled as they come', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (events, random) => {
        const shuffled = [...events, ...events].map((event) => ({ event, order: random.next().value })).sort((a, b) => a.order - b.order);
        const last = events.at(-1);
        const end = shuffled.reduce((now, { event }) => applyMembershipEvent(now, event), NOT_YET_IN_ROOM);
        expect(end.sequence).toBe(last?.sequence);
        expect(end.isIn).toBe(last?.kind !== 'leave');
        if (last?.kind === 'hold') expect(end.isHeld).toBe(true);
      }),
    );
  });
});

describe('applyMembershipSnapshot', () => {
  const joined = applyMembershipEvent(NOT_YET_IN_ROOM, { kind: 'join', sequence: 1, at: 10_000 });

  it('takes the reading, and an event from before the reading does not undo it', () => {
    const gone = applyMembershipSnapshot(joined, { asOf: 20_000, participant: null });
    expect(gone.isIn).toBe(false);
    expect(applyMembershipEvent(gone, { kind: 'hold', sequence: 2, at: 15_000 })).toMatchObject({ isIn: false, sequence: 2 });
  });

  it('gives way to what happened after it', () => {
    const gone = applyMembershipSnapshot(joined, { asOf: 20_000, participant: null });
    expect(applyMembershipEvent(gone, { kind: 'join', sequence: 2, at: 21_000 }).isIn).toBe(true);
    expect(applyMembershipSnapshot(joined, { asOf: 9_000, participant: null })).toBe(joined);
  });

  it('takes an event in the same second as the reading', () => {
    const seen = applyMembershipSnapshot(joined, { asOf: 20_900, participant: { isMuted: false, isHeld: false, isCoaching: false } });
    expect(applyMembershipEvent(seen, { kind: 'hold', sequence: 2, at: 20_000 }).isHeld).toBe(true);
  });
});
