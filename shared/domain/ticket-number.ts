import { dammDigit, isDammValid } from './damm.js';
import { asciiDigits } from './digits.js';

/** How an installation writes its numbers. */
export interface TicketNumberStyle {
  /** Put before the digits, without meaning: `#`, `RB-`. Never ends in a digit. */
  readonly prefix: string;
  /** Least number of digits, check digit included; filled with zeros in front. Numbers grow beyond it. 2–18. */
  readonly width: number;
}

/** `#48190`: five digits hold 9,999 tickets, then they grow to six. */
export const DEFAULT_TICKET_NUMBER_STYLE: TicketNumberStyle = { prefix: '#', width: 5 };

/** What somebody entered or said. `digits`: as entered, check digit included. */
export type TicketNumberReading =
  | { readonly kind: 'valid'; readonly counter: number; readonly digits: string }
  | { readonly kind: 'misheard'; readonly digits: string }
  | { readonly kind: 'not-a-number' };

const MAX_DIGITS = 18;

/**
 * The digits of ticket `counter` with the Damm check digit at the end: `4819` → `48190`. No prefix, no groups: the form to store, index and compare.
 * Throws a RangeError unless `counter` is a positive safe integer.
 */
export function ticketDigits(counter: number, style: TicketNumberStyle = DEFAULT_TICKET_NUMBER_STYLE): string {
  if (!Number.isSafeInteger(counter) || counter < 1) throw new RangeError('ticketDigits: counter must be a positive integer');
  const digits = String(counter).padStart(style.width - 1, '0');
  return digits + dammDigit(digits);
}

/** The number as it is shown: prefix and digits, `#48190`. */
export function formatTicketNumber(counter: number, style: TicketNumberStyle = DEFAULT_TICKET_NUMBER_STYLE): string {
  return style.prefix + ticketDigits(counter, style);
}

/**
 * The number in groups for reading out: `48 190`. Groups of three from the right, as people say them; a single digit left alone in front joins the
 * next two pairs (`1234` → `12 34`, `1234567` → `12 34 567`). No prefix: nobody says it.
 */
export function spokenTicketNumber(counter: number, style: TicketNumberStyle = DEFAULT_TICKET_NUMBER_STYLE): string {
  const digits = ticketDigits(counter, style);
  const rest = digits.length % 3;
  if (rest === 1 && digits.length > 3) return [digits.slice(0, 2), digits.slice(2, 4), ...groupsOfThree(digits.slice(4))].join(' ');
  return [digits.slice(0, rest), ...groupsOfThree(digits.slice(rest))].filter(Boolean).join(' ');
}

/**
 * Reads a number from whatever was typed, pasted or keyed in: with or without prefix, `#`, spaces of any kind, dots, dashes, full-width digits,
 * leading zeros. `misheard`: well-formed, but the check digit says that a digit is wrong, which is not the same as a ticket that does not exist.
 */
export function parseTicketNumber(input: string, style: TicketNumberStyle = DEFAULT_TICKET_NUMBER_STYLE): TicketNumberReading {
  const bare = asciiDigits(input)
    .normalize('NFKC')
    .replace(/[\s.\p{Pd}\u200b\u2060]/gu, '');
  const digits = withoutWords(bare, style.prefix);
  if (!/^\d+$/.test(digits) || digits.length > MAX_DIGITS || digits.length < 2) return { kind: 'not-a-number' };
  if (!isDammValid(digits)) return { kind: 'misheard', digits };
  const counter = Number(digits.slice(0, -1));
  return counter > 0 && Number.isSafeInteger(counter) ? { kind: 'valid', counter, digits } : { kind: 'not-a-number' };
}

/** What is left without prefix and words like "Ticket Nr.". The prefix is looked for before each word: it may begin with one (`NR`, `NOVA`). */
function withoutWords(bare: string, prefix: string): string {
  for (let rest = bare; ; ) {
    const digits = withoutPrefix(rest, prefix).replace(/^#+/, '');
    const shorter = rest.replace(/^(?:ticket|vorgang|nr|no|[:#])/i, '');
    if (/^\d+$/.test(digits) || shorter === rest) return digits;
    rest = shorter;
  }
}

function withoutPrefix(bare: string, prefix: string): string {
  const plain = prefix.normalize('NFKC').replace(/[\s.\p{Pd}]/gu, '');
  return plain !== '' && bare.toLowerCase().startsWith(plain.toLowerCase()) ? bare.slice(plain.length) : bare;
}

function groupsOfThree(digits: string): string[] {
  return digits.match(/\d{3}/g) ?? [];
}
