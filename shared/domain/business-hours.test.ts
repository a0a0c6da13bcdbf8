import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALWAYS_OPEN, type BusinessHours, faultOfSlots, isOpen, nextOpening } from './business-hours.js';

const office: BusinessHours = {
  zone: 'Europe/Berlin',
  week: [...Array.from({ length: 5 }, () => [{ from: 8 * 60, to: 18 * 60 }]), [], []],
  exceptions: { '2026-12-25': [], '2026-12-24': [{ from: 9 * 60, to: 12 * 60 }] },
};
const at = (iso: string) => Date.parse(iso);

describe('isOpen', () => {
  it('opens and closes on the wall clock, in winter and summer', () => {
    expect(isOpen(office, at('2026-11-23T06:59:59Z'))).toBe(false);
    expect(isOpen(office, at('2026-11-23T07:00:00Z'))).toBe(true);
    expect(isOpen(office, at('2026-11-23T16:59:59Z'))).toBe(true);
    expect(isOpen(office, at('2026-11-23T17:00:00Z'))).toBe(false);
    expect(isOpen(office, at('2026-07-06T06:00:00Z'))).toBe(true);
    expect(isOpen(office, at('2026-07-06T05:59:00Z'))).toBe(false);
  });

  it('is closed on a holiday and shorter on the eve', () => {
    expect(isOpen(office, at('2026-12-25T10:00:00Z'))).toBe(false);
    expect(isOpen(office, at('2026-12-24T12:00:00Z'))).toBe(false);
    expect(isOpen(office, at('2026-12-24T09:00:00Z'))).toBe(true);
  });
});

describe('nextOpening', () => {
  it('skips night, weekend and holiday', () => {
    expect(nextOpening(office, at('2026-11-20T17:30:00Z'))).toBe(at('2026-11-23T07:00:00Z'));
    expect(nextOpening(office, at('2026-12-24T12:00:00Z'))).toBe(at('2026-12-28T07:00:00Z'));
    expect(nextOpening(office, at('2026-11-23T10:00:00Z'))).toBe(at('2026-11-23T10:00:00Z'));
  });

  it('opens at the right hour across both changes of the clock', () => {
    expect(nextOpening(office, at('2026-03-28T12:00:00Z'))).toBe(at('2026-03-30T06:00:00Z'));
    expect(nextOpening(office, at('2026-10-24T12:00:00Z'))).toBe(at('2026-10-26T07:00:00Z'));
  });

  it('treats the missing and the doubled hour like a clock on the wall', () => {
    const night: BusinessHours = { ...office, week: Array.from({ length: 7 }, () => [{ from: 150, to: 240 }]), exceptions: {} };
    expect(nextOpening(night, at('2026-03-28T23:00:00Z'))).toBe(at('2026-03-29T01:00:00Z'));
    expect(isOpen(night, at('2026-10-25T00:30:00Z'))).toBe(true);
    expect(isOpen(night, at('2026-10-25T01:10:00Z'))).toBe(false);
    expect(nextOpening(night, at('2026-10-25T01:10:00Z'))).toBe(at('2026-10-25T01:30:00Z'));
  });

  it('knows when there is none', () => {
    expect(nextOpening({ ...office, week: Array.from({ length: 7 }, () => []), exceptions: {} }, 0)).toBeNull();
    expect(nextOpening(ALWAYS_OPEN, 12_345)).toBe(12_345);
  });

  it('is open, not before the asked time, and closed all the time until then', () => {
    const slot = fc.tuple(fc.nat(1380), fc.integer({ min: 15, max: 60 })).map(([from, length]) => ({ from, to: from + length }));
    const zones = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC');
    const hours = fc.record({ zone: zones, week: fc.array(fc.array(slot, { maxLength: 2 }), { minLength: 7, maxLength: 7 }) });
    const start = fc.integer({ min: at('2026-01-01'), max: at('2026-12-31') });
    fc.assert(
      fc.property(hours, start, fc.double({ min: 0, max: 1, noNaN: true }), (some, from, part) => {
        const open = { ...some, exceptions: {} };
        const next = nextOpening(open, from);
        fc.pre(next !== null);
        expect(next).toBeGreaterThanOrEqual(from);
        expect(isOpen(open, next)).toBe(true);
        const between = from + Math.floor((next - from - 1) * part);
        if (between < next && between >= from) expect(isOpen(open, between)).toBe(false);
      }),
    );
  });
});

describe('faultOfSlots', () => {
  it('finds overlaps, empty and impossible slots', () => {
    expect(
      faultOfSlots([
        { from: 480, to: 720 },
        { from: 780, to: 1080 },
      ]),
    ).toBeNull();
    expect(
      faultOfSlots([
        { from: 480, to: 800 },
        { from: 780, to: 1080 },
      ]),
    ).toBe('overlapping');
    expect(faultOfSlots([{ from: 480, to: 480 }])).toBe('empty');
    expect(faultOfSlots([{ from: 480, to: 1500 }])).toBe('out-of-range');
  });
});
