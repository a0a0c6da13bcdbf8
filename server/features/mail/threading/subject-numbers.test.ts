import { describe, expect, it } from 'vitest';
import { ticketDigits } from '../../../../shared/domain/ticket-number.js';
import { readSubjectNumbers } from './subject-numbers.js';

const plain = { prefix: '#', width: 5 };
const lettered = { prefix: 'RB-', width: 5 };
const digits = ticketDigits(4819);

describe('readSubjectNumbers', () => {
  it.each([
    `[#${digits}]`,
    `Re: AW: Frage [#${digits}]`,
    `[Ticket#${digits}]`,
    `Ticket #${digits}`,
    `Vorgang Nr. ${digits}`,
    `#${digits}`,
    `AW: #${digits} Frage`,
  ])('finds our tag in %j', (subject) => expect(readSubjectNumbers(subject, plain)).toEqual({ counters: [4819], misheard: [] }));

  it.each([
    `Rechnung ${digits}`,
    `Rechnung #${digits}`,
    `Order #${digits}`,
    `Bahnticket ${digits}`,
    '[#18]',
    '',
    `[Bug ${digits}]`,
    `2026-${digits}`,
  ])('finds none in %j', (subject) => expect(readSubjectNumbers(subject, plain)).toEqual({ counters: [], misheard: [] }));

  it('finds the installation’s letters anywhere, and the tag of the time before them', () => {
    for (const subject of [`Frage zu RB-${digits}`, `rb${digits}`, `[#${digits}]`])
      expect(readSubjectNumbers(subject, lettered).counters).toEqual([4819]);
    expect(readSubjectNumbers(`XRB-${digits}`, lettered).counters).toEqual([]);
  });

  it('keeps the order, and tells wrong check digits apart', () => {
    const [a, b] = [ticketDigits(12), ticketDigits(4819)];
    expect(readSubjectNumbers(`[#${b}] Fwd: [#${a}]`, plain).counters).toEqual([4819, 12]);
    expect(readSubjectNumbers('[#48910]', plain)).toEqual({ counters: [], misheard: ['48910'] });
  });
});
