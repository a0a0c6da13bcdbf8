import { domainOf } from '../../../../shared/domain/sender-check';
import type { MailMode, MailParty } from '../../../../shared/models/mail';
import type { Message } from '../../../../shared/models/tickets';
import type { MailMessage } from './mail-head';

/** What may be wrong with a mail that is about to be sent. */
export type Warning =
  | { kind: 'no-file'; word: string }
  | { kind: 'other-domain'; domains: string[] }
  | { kind: 'placeholder'; text: string }
  | { kind: 'bounced'; addresses: string[] }
  | { kind: 'crossed'; newer: readonly NewerMessage[] };

/** What came in between, as far as a writer needs it to decide. */
export interface NewerMessage {
  id: string;
  /** Who wrote it, for reading; empty when nobody knows. */
  who: string;
  text: string;
}

/** Words that promise a file, in both languages. `beilegen` and `attach` in all their forms. */
const FILE_WORD =
  /(?<![\p{L}\p{N}])(im anhang|als anhang|anhänge|anbei|angehängt\p{L}*|hänge .{0,30}\ban|beigefügt\p{L}*|beiliegend\p{L}*|füge .{0,30}\bbei|attach(?:ed|ment|ments|ing)|enclosed|find enclosed)(?![\p{L}\p{N}])/iu;
const PLACEHOLDER =
  /\{\{?[\w.äöüß -]{1,40}\}?\}|\[(?:name|anrede|datum|betrag|date|amount)\]|(?:hallo|guten tag|liebe|lieber|hello|hi|dear)(?: (?:herr|frau|mr|ms|mrs)\.?)?\s*,(?=\s*$)/imu;

/** The mail as it would go out. */
export interface Outgoing {
  mode: MailMode;
  to: readonly MailParty[];
  cc: readonly MailParty[];
  text: string;
  hasFiles: boolean;
}

/** What is known around it. */
export interface Around {
  mails: readonly MailMessage[];
  /** Domains of the customer and of ours. */
  domains: readonly string[];
  newer: readonly NewerMessage[];
  /** Addresses mail comes back from, lower case. */
  dead: readonly string[];
}

/** Everything worth a second look before a mail goes; the order is that of the damage. */
export function warningsFor(mail: Outgoing, around: Around): Warning[] {
  const recipients = [...mail.to, ...mail.cc].map(({ address }) => address.toLowerCase());
  const known = new Set([...around.domains, ...around.mails.flatMap(partyDomains)]);
  const others = mail.mode === 'reply' ? [...new Set(recipients.map(domainOf).filter((domain) => !known.has(domain)))] : [];
  const dead = recipients.filter((address) => around.dead.includes(address));
  const word = mail.hasFiles ? undefined : FILE_WORD.exec(mail.text)?.[0];
  const placeholder = PLACEHOLDER.exec(mail.text)?.[0];
  return [
    ...(around.newer.length > 0 ? [{ kind: 'crossed' as const, newer: around.newer }] : []),
    ...(others.length > 0 ? [{ kind: 'other-domain' as const, domains: others }] : []),
    ...(dead.length > 0 ? [{ kind: 'bounced' as const, addresses: dead }] : []),
    ...(placeholder ? [{ kind: 'placeholder' as const, text: placeholder.trim() }] : []),
    ...(word ? [{ kind: 'no-file' as const, word }] : []),
  ];
}

function partyDomains({ mail }: MailMessage): string[] {
  return [...(mail.from ? [mail.from] : []), ...mail.replyTo, ...mail.to, ...mail.cc].map(({ address }) => domainOf(address));
}

/** What others wrote after the message that was seen last; nothing when that one is not among them. */
export function newerThan(seen: string | null, messages: readonly Message[], myId: string | null): Message[] {
  const at = messages.findIndex(({ id }) => id === seen);
  return at < 0 ? [] : messages.slice(at + 1).filter(({ authorId, mail }) => authorId !== myId && !mail?.isAutoReply);
}
