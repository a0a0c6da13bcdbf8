import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceLeg, isLegOver, LEG_STATUSES, type LegStatus, legRank, readLegStatus } from './leg-state.js';

const anyStatus = fc.constantFrom(...LEG_STATUSES);

describe('advanceLeg', () => {
  it('keeps the higher rank when completed overtakes in-progress', () => {
    expect(advanceLeg('completed', 'in-progress')).toEqual({ status: 'completed', advanced: false });
    expect(advanceLeg('ringing', 'completed')).toEqual({ status: 'completed', advanced: true });
  });

  it('lets the first terminal status win', () => {
    expect(advanceLeg('busy', 'completed')).toEqual({ status: 'busy', advanced: false });
  });

  it('resolves an unknown leg by any callback', () => {
    expect(advanceLeg('unknown', 'queued')).toEqual({ status: 'queued', advanced: true });
    expect(advanceLeg('queued', 'unknown')).toEqual({ status: 'queued', advanced: false });
  });

  it('comes to the same rank in whatever order the callbacks arrive', () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { minLength: 1 }), fc.array(anyStatus), (some, more) => {
        const reduce = (all: readonly LegStatus[]) =>
          all.reduce((now, incoming) => advanceLeg(now, incoming).status, 'submitting' as LegStatus);
        const all = [...some, ...more];
        expect(legRank(reduce(all))).toBe(legRank(reduce([...more, ...some])));
        expect(isLegOver(reduce(all))).toBe(all.some(isLegOver));
      }),
    );
  });
});

describe('readLegStatus', () => {
  it('reads the carrier words, answered as in-progress, and refuses others', () => {
    expect(readLegStatus('answered')).toBe('in-progress');
    expect(readLegStatus('no-answer')).toBe('no-answer');
    expect(readLegStatus('exploded')).toBeNull();
  });
});
