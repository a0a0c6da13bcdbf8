import { parseTicketNumber, ticketDigits } from '../../../../shared/domain/ticket-number.js';
import { isMailMac, mailMac } from './own-message-id.js';

const PLAIN = { prefix: '', width: 2 };
/** Hex digits of the MAC in an address: short, for an address is typed and cut; a wrong one still has to come from somebody of that ticket. */
const MAC_DIGITS = 12;

/** A ticket that a recipient's address names. `isProven`: with our MAC; without it anybody may have typed the number. */
export interface PlusAddress {
  counter: number;
  isProven: boolean;
}

/** The address that leads to a ticket: `support+48190-0f3a…@example.org`. Without the MAC, `support+48190@…`, it works for those who have to do with the ticket. */
export function makePlusAddress(key: Buffer, counter: number, mailbox: string): string {
  const digits = ticketDigits(counter, PLAIN);
  const at = mailbox.lastIndexOf('@');
  return `${mailbox.slice(0, at)}+${digits}-${mailMac(key, 'plus', digits).slice(0, MAC_DIGITS)}${mailbox.slice(at)}`;
}

/** The ticket a recipient's address names; null when it is none of ours (`mailboxes`: lower case) or its number has a wrong check digit. */
export function readPlusAddress(key: Buffer, address: string, mailboxes: ReadonlySet<string>): PlusAddress | null {
  const [, base = '', digits = '', mac = '', host = ''] = /^([^+@]+)\+(\d{2,18})(?:-([0-9a-f]{12}))?@(.+)$/i.exec(address) ?? [];
  if (digits === '' || !mailboxes.has(`${base}@${host}`.toLowerCase())) return null;
  const reading = parseTicketNumber(digits, PLAIN);
  if (reading.kind !== 'valid') return null;
  const text = ticketDigits(reading.counter, PLAIN);
  return { counter: reading.counter, isProven: mac !== '' && isShortMac(key, text, mac) };
}

function isShortMac(key: Buffer, text: string, mac: string): boolean {
  const whole = mailMac(key, 'plus', text);
  return isMailMac(key, 'plus', { text, mac: mac + whole.slice(MAC_DIGITS) });
}
