import type { JoinedBy, MailOutcome } from '../../../shared/models/mail.js';
import type { ParsedMail } from '../../adapters/mailbox/port.js';
import type { MailFacts } from './mail-facts.query.js';
import type { HouseMailbox, MailHouse } from './mail-house.query.js';
import { partiesOf, type Sender } from './sender.js';
import type { MailPlace } from './store-mail.js';
import type { Pointers } from './threading/pointers.js';

/** A mail that was read, with its bytes in storage. */
export interface DeliveredMail {
  mail: ParsedMail;
  raw: { sha256: string; bytes: number };
  /** Our address it was delivered to, where the envelope or the mailbox tells. */
  mailbox: string | null;
}

/** What became of a delivered mail. */
export interface Received {
  outcome: MailOutcome;
  reason: string;
  ticketId: string | null;
  /** Digits of the ticket's number. */
  ticket: string | null;
  isNewTicket: boolean;
  joinedBy: JoinedBy | null;
}

/** A mail on its way, with everything the steps of receiving it share. */
export interface Incoming extends DeliveredMail {
  id: string;
  house: MailHouse;
  pointers: Pointers;
  sender: Sender;
  facts: MailFacts;
  /** Mailboxes of ours it arrived in, the one of the envelope first. */
  mailboxes: readonly HouseMailbox[];
  /** The installation's key: it proves our own ids. */
  key: Buffer;
  /** Says that the mail lands on this ticket. Throws when another mail of the same transaction does: each must find what the other made of it. */
  claim: (ticketId: string) => void;
}

/** Where a mail is stored, with what all of them share. */
export function placeOf(incoming: Incoming, place: Pick<MailPlace, 'ticketId' | 'joinedBy' | 'outcome' | 'reason'>): MailPlace {
  const { id, raw, mailboxes, pointers, house, sender, mail, facts } = incoming;
  return {
    ...place,
    id,
    raw,
    mailboxIds: mailboxes.map((box) => box.id),
    references: pointers.references,
    addresses: partiesOf(mail, house.own),
    senderAddress: sender.address,
    isKnownId: facts.isKnownId,
  };
}

/** A mail that changed nothing, or belongs to no ticket. */
export function nothing(outcome: MailOutcome, reason: string): Received {
  return { outcome, reason, ticketId: null, ticket: null, isNewTicket: false, joinedBy: null };
}
