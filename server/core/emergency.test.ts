import { describe, expect, it } from 'vitest';
import { isEmergency } from './emergency.js';

describe('isEmergency', () => {
  it.each([
    ['110', 'DE'],
    ['112', 'DE'],
    ['1 1 0', 'DE'],
    ['1-1-2', 'FR'],
    ['0112', 'DE'],
    ['00112', 'DE'],
    ['+49110', 'DE'],
    ['+49 (0)110', 'DE'],
    ['0049 112', 'DE'],
    ['49112', 'DE'],
    ['030 110', 'DE'],
    ['+49 6221 112', 'DE'],
    ['０３０／１１０', 'DE'],
    ['٠٣٠ ١١٢', 'DE'],
    ["030'112", 'DE'],
    ['110 (Polizei)', 'DE'],
    ['tel:112', 'AT'],
    ['911', 'US'],
    ['+1911', 'US'],
    ['911', 'DE'],
    ['999', 'GB'],
    ['000', 'AU'],
    ['144', 'AT'],
    ['+43144', 'AT'],
    ['061', 'ES'],
    ['15', 'FR'],
  ])('%s from %s is', (number, country) => {
    expect(isEmergency(number, country)).toBe(true);
  });

  it.each([
    ['+4930110112', 'DE'],
    ['030 110 1', 'DE'],
    ['+49301234', 'DE'],
    ['+14155552911', 'US'],
    ['0221 11011', 'DE'],
    ['', 'DE'],
    ['anonymous', 'DE'],
    ['+4315861000', 'AT'],
    ['144', 'XX'],
  ])('%j from %s is not', (number, country) => {
    expect(isEmergency(number, country)).toBe(false);
  });
});
