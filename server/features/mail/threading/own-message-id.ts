import { createHmac, timingSafeEqual } from 'node:crypto';
import { ticketDigits } from '../../../../shared/domain/ticket-number.js';

/** What a Message-ID of ours says: the ticket's counter and the message's id. */
export interface OwnMessageId {
  counter: number;
  messageId: string;
}

/** Bytes of the MAC: 80 bits, far beyond guessing by mail. */
const MAC_BYTES = 10;
const PLAIN = { prefix: '', width: 2 };
const SHAPE = /^(\d{2,18})\.([0-9a-f]{32})\.([0-9a-f]{20})@/i;

/** A MAC with the installation's key, for one purpose: what was made for another never fits. Hex, so that servers that change letters do no harm. */
export function mailMac(key: Buffer, purpose: string, text: string): string {
  return createHmac('sha256', key).update(`mail:${purpose}:${text}`).digest().subarray(0, MAC_BYTES).toString('hex');
}

/** True when a MAC is the one `mailMac` gives, in constant time. */
export function isMailMac(key: Buffer, purpose: string, { text, mac }: { text: string; mac: string }): boolean {
  const expected = Buffer.from(mailMac(key, purpose, text));
  const given = Buffer.from(mac.toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The Message-ID of an outgoing mail, without angle brackets: `<ticketNo.messageId.mac@host>` of rules 1.4. Replies carry it back in their headers. */
export function makeOwnMessageId(key: Buffer, own: OwnMessageId, host: string): string {
  const text = `${ticketDigits(own.counter, PLAIN)}.${own.messageId.replaceAll('-', '')}`;
  return `${text}.${mailMac(key, 'message-id', text)}@${host}`;
}

/** What one of our Message-IDs says; null for anybody else's, and for one that was tampered with. */
export function readOwnMessageId(key: Buffer, id: string): OwnMessageId | null {
  const [, digits = '', uuid = '', mac = ''] = SHAPE.exec(id) ?? [];
  if (digits === '' || !isMailMac(key, 'message-id', { text: `${digits}.${uuid.toLowerCase()}`, mac })) return null;
  const messageId = uuid.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { counter: Number(digits.slice(0, -1)), messageId };
}

/** The value of our loop header: mail that carries it was sent by this installation. */
export function loopMark(key: Buffer): string {
  return mailMac(key, 'loop', 'mark');
}
