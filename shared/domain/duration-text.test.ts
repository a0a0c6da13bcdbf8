import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageText, durationText, type Language, msUntilAgeChanges, roughDurationText } from './duration-text.js';

describe('durationText', () => {
  it.each([
    [0, '00:00'],
    [252, '04:12'],
    [252.9, '04:12'],
    [3599, '59:59'],
    [3600, '1 h 00'],
    [3840, '1 h 04'],
    [90_000, '25 h 00'],
    [-35, '−00:35'],
    [-0.5, '00:00'],
  ])('%d s → %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});

describe('roughDurationText', () => {
  it.each([
    [35, '35 s'],
    [350, '6 min'],
    [3599, '1 h 00'],
    [3840, '1 h 04'],
  ])('%d s → %s', (seconds, text) => {
    expect(roughDurationText(seconds)).toBe(text);
  });
});

describe('ageText', () => {
  const now = Date.parse('2026-04-20T10:00:00Z');
  const age = (ms: number, language: Language = 'de') => ageText(now - ms, { now, zone: 'Europe/Berlin', language });
  const [second, hour, day] = [1000, 3_600_000, 86_400_000];

  it('counts in the unit that fits, then gives the date', () => {
    expect([age(35 * second), age(4 * 60 * second), age(2 * hour), age(3 * day), age(39 * day)]).toEqual([
      '35 s',
      '4 min',
      '2 Std',
      '3 T',
      '12.03.',
    ]);
    expect([age(2 * hour, 'en'), age(3 * day, 'en'), age(39 * day, 'en')]).toEqual(['2 h', '3 d', '12 Mar']);
    expect([age(200 * day), age(200 * day, 'en')]).toEqual(['02.10.2025', '2 Oct 2025']);
    expect(age(-5000)).toBe('0 s');
  });

  it('changes exactly when msUntilAgeChanges says', () => {
    fc.assert(
      fc.property(fc.nat(29 * day), (ms) => {
        const wait = msUntilAgeChanges(now - ms, now);
        const later = (add: number) => ageText(now - ms, { now: now + add, zone: 'UTC', language: 'de' });
        expect(later(wait - 1)).toBe(later(0));
        expect(later(wait)).not.toBe(later(0));
      }),
    );
  });
});
