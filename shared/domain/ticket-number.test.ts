import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dammDigit, isDammValid } from './damm.js';
import { formatTicketNumber, parseTicketNumber, spokenTicketNumber, ticketDigits } from './ticket-number.js';

const counter = fc.integer({ min: 1, max: 99_999_999 });

describe('dammDigit', () => {
  it('agrees with the published example', () => {
    expect(dammDigit('572')).toBe('4');
    expect(isDammValid('5724')).toBe(true);
  });

  it('refuses what is not digits', () => {
    expect(() => dammDigit('12a')).toThrow(TypeError);
  });
});

describe('ticket numbers', () => {
  it('catch every single-digit error', () => {
    fc.assert(
      fc.property(counter, fc.nat(), fc.integer({ min: 1, max: 9 }), (value, place, shift) => {
        const digits = ticketDigits(value);
        const at = place % digits.length;
        const wrong = digits.slice(0, at) + ((Number(digits[at]) + shift) % 10) + digits.slice(at + 1);
        expect(parseTicketNumber(wrong).kind).toBe('misheard');
      }),
    );
  });

  it('catch every swap of neighbours', () => {
    fc.assert(
      fc.property(counter, fc.nat(), (value, place) => {
        const digits = ticketDigits(value);
        const at = place % (digits.length - 1);
        fc.pre(digits[at] !== digits[at + 1]);
        const wrong = digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2);
        expect(parseTicketNumber(wrong).kind).toBe('misheard');
      }),
    );
  });

  it('catch all errors and swaps of every four-digit number', () => {
    const missed: string[] = [];
    for (let value = 1; value <= 999; value += 1) {
      const digits = ticketDigits(value, { prefix: '', width: 4 });
      for (let at = 0; at < 4; at += 1) {
        const others = Array.from({ length: 10 }, (_, digit) => digits.slice(0, at) + digit + digits.slice(at + 1));
        const swapped = digits.slice(0, at) + (digits[at + 1] ?? '') + digits[at] + digits.slice(at + 2);
        missed.push(...[...others, swapped].filter((wrong) => wrong !== digits && isDammValid(wrong)));
      }
    }
    expect(missed).toEqual([]);
  });

  it('are read with every prefix there may be, also one that begins like a word before numbers', () => {
    const prefix = fc
      .oneof(fc.constantFrom('NR', 'NO', 'NRW', 'NOVA', 'NONO', 'NRNR'), fc.stringMatching(/^[A-Z]{0,4}$/))
      .map((letters) => letters && `${letters}-`);
    const words = fc.constantFrom('', 'Ticket ', 'Nr. ', 'Ticket-Nr.: ', '#');
    fc.assert(
      fc.property(counter, prefix, words, (value, letters, before) => {
        const style = { prefix: letters, width: 5 };
        expect(parseTicketNumber(before + formatTicketNumber(value, style), style)).toMatchObject({ kind: 'valid', counter: value });
      }),
    );
  });

  it('come back from every way of writing them', () => {
    const styles = fc.record({ prefix: fc.constantFrom('', '#', 'RB-', 'T '), width: fc.integer({ min: 2, max: 8 }) });
    fc.assert(
      fc.property(counter, styles, (value, style) => {
        const digits = ticketDigits(value, style);
        const ways = [
          formatTicketNumber(value, style),
          spokenTicketNumber(value, style),
          `# ${spokenTicketNumber(value, style)} `,
          [...digits].join('-'),
          [...digits].join('\u00a0'),
          `Ticket #${digits}`,
          [...digits].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''),
          `000${digits}`,
          digits,
        ];
        for (const way of ways) expect(parseTicketNumber(way, style)).toMatchObject({ kind: 'valid', counter: value });
      }),
    );
  });

  it('grow with the counter and never shrink', () => {
    expect(ticketDigits(1)).toHaveLength(5);
    expect(ticketDigits(9_999)).toHaveLength(5);
    expect(ticketDigits(10_000)).toHaveLength(6);
    expect(() => ticketDigits(0)).toThrow(RangeError);
  });

  it('are read out in groups', () => {
    const spoken = (value: number, width: number) => spokenTicketNumber(value, { prefix: '#', width });
    expect(spoken(4819, 5)).toMatch(/^\d\d \d{3}$/);
    expect(spoken(12, 3)).toMatch(/^\d{3}$/);
    expect(spoken(123, 4)).toMatch(/^\d\d \d\d$/);
    expect(spoken(12_345, 6)).toMatch(/^\d{3} \d{3}$/);
    expect(spoken(123_456, 7)).toMatch(/^\d\d \d\d \d{3}$/);
  });
});

describe('parseTicketNumber', () => {
  it.each(['', '#', 'abc', '7', '12a34', '+49 30 1234', '0', '00', '1234567890123456789'])('%j is not a number', (input) => {
    expect(parseTicketNumber(input).kind).toBe('not-a-number');
  });
});
