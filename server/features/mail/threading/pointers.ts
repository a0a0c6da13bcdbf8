import { createHash } from 'node:crypto';
import type { TicketNumberStyle } from '../../../../shared/domain/ticket-number.js';
import type { ParsedMail } from '../../../adapters/mailbox/port.js';
import { type OwnMessageId, readOwnMessageId } from './own-message-id.js';
import { type PlusAddress, readPlusAddress } from './plus-address.js';
import { readSubjectNumbers, type SubjectNumbers } from './subject-numbers.js';

/** References looked at: the newest. Longer chains repeat themselves. */
const MOST_REFERENCES = 60;
/** Characters of a subject that are read. */
const LONGEST_SUBJECT = 1000;
/** Longer ids are compared by their hash: an index holds no more, and nobody honest sends them. */
const LONGEST_ID = 400;

/** An id of a header as it is stored and compared. */
export function headerKey(id: string): string {
  return id.length <= LONGEST_ID ? id : `sha256:${createHash('sha256').update(id).digest('hex')}`;
}

/** Everything in a mail that may point to a ticket, read without the database. */
export interface Pointers {
  /** Ids of its In-Reply-To and References, newest first, each once. */
  references: string[];
  /** Those of them that we made, newest first. */
  own: OwnMessageId[];
  plus: PlusAddress[];
  subject: SubjectNumbers;
}

/** What reading the pointers takes. */
export interface PointerRules {
  key: Buffer;
  style: TicketNumberStyle;
  /** Addresses of ours, lower case. */
  mailboxes: ReadonlySet<string>;
}

type Headers = Pick<ParsedMail, 'messageId' | 'inReplyTo' | 'references' | 'subject' | 'to' | 'cc' | 'deliveredTo'>;

/** Ids of a mail's In-Reply-To and References as they are compared, newest first, each once. */
export function referencesOf(mail: Pick<Headers, 'inReplyTo' | 'references'>): string[] {
  return [...new Set(idsOf(mail).map(headerKey))].slice(0, MOST_REFERENCES);
}

const idsOf = ({ inReplyTo, references }: Pick<Headers, 'inReplyTo' | 'references'>) =>
  [...[...inReplyTo].reverse(), ...[...references].reverse()].filter((id) => id !== '');

/** Reads what points to a ticket: headers, recipients, subject. Never the body, never an attachment. */
export function readPointers(mail: Headers, { key, style, mailboxes }: PointerRules): Pointers {
  const ids = idsOf(mail);
  const recipients = new Set([...mail.to, ...mail.cc].map(({ address }) => address).concat(mail.deliveredTo));
  return {
    references: referencesOf(mail),
    // A mail of ours that somebody wrote into and sent as their own points to its ticket by the id it kept.
    own: [...(mail.messageId === null ? [] : [mail.messageId]), ...ids.slice(0, 2 * MOST_REFERENCES)].flatMap(
      (id) => readOwnMessageId(key, id) ?? [],
    ),
    plus: [...recipients].flatMap((address) => readPlusAddress(key, address, mailboxes) ?? []),
    subject: readSubjectNumbers(mail.subject.slice(0, LONGEST_SUBJECT), style),
  };
}
