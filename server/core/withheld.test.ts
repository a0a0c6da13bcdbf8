import { describe, expect, it } from 'vitest';
import { isWithheld } from './withheld.js';

describe('isWithheld', () => {
  it.each([
    undefined,
    null,
    '',
    ' ',
    'anonymous',
    'Anonymous',
    'RESTRICTED',
    'unavailable',
    'unknown',
    'anonymous@anonymous.invalid',
    'sip:anonymous@anonymous.invalid',
    '+266696687',
    '266696687',
    '+7378742833',
    '+17378742833',
    '+2562533',
    '+8656696',
    '+86282452253',
    '+464',
    '+',
  ])('%j is withheld', (from) => {
    expect(isWithheld(from)).toBe(true);
  });

  it.each(['+4930123456', '+491711234567', '+14155552671', 'sip:+4930123456@trunk.example', '+26669668'])('%s is a number', (from) => {
    expect(isWithheld(from)).toBe(false);
  });
});
