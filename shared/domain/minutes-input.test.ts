import { describe, expect, it } from 'vitest';
import { parseMinutes } from './minutes-input.js';

describe('parseMinutes', () => {
  it.each([
    ['20', 20],
    ['20 min', 20],
    ['5m', 5],
    ['1:30', 90],
    ['1h', 60],
    ['1h30', 90],
    ['1 Std 20', 80],
    ['1,5 h', 90],
    ['0.25h', 15],
    ['2 Stunden', 120],
    ['24:00', 1440],
  ])('reads %s', (typed, minutes) => {
    expect(parseMinutes(typed)).toBe(minutes);
  });

  it.each(['', '0', 'bald', '-5', '1:75', '1441', '25h', '1.5', '20 Äpfel'])('refuses %s', (typed) => {
    expect(parseMinutes(typed)).toBeNull();
  });
});
