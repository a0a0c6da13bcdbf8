import type { MailDraft, MailIdentity, MailMode, MailParty, MailUpload } from '../../../../shared/models/mail';
import type { HistoryEntry, Message } from '../../../../shared/models/tickets';
import { partiesText } from './addresses';

/** A message that is a mail. */
export type MailMessage = Message & { mail: NonNullable<Message['mail']> };

/** What a mail that is being written has besides its text. Kept as a draft beside it. */
export interface MailHead {
  mode: MailMode;
  /** The message it answers or passes on. */
  messageId: string | null;
  /** As typed. */
  to: string;
  cc: string;
  /** '' leaves it to the server: that of the mail, with the number. */
  subject: string;
  /** The identity; null leaves it to the server. */
  mailboxId: string | null;
  files: MailUpload[];
  /** The last message that was on the screen when writing began. */
  seen: string | null;
}

/** Mails of a history, oldest first. */
export function mailsOf(entries: readonly HistoryEntry[]): MailMessage[] {
  return entries.flatMap((entry) => (entry.kind === 'message' && entry.message.mail ? [entry.message as MailMessage] : []));
}

/** The last message of a history, whoever wrote it; `except` is one that is about to leave it. */
export function lastMessageId(entries: readonly HistoryEntry[], except?: string): string | null {
  const last = entries.findLast((entry) => entry.kind === 'message' && entry.message.id !== except);
  return last?.kind === 'message' ? last.message.id : null;
}

/** The mail an answer is about when nobody chose one: the last a customer wrote, else the last at all. */
export function answeredMail(mails: readonly MailMessage[]): MailMessage | undefined {
  return mails.findLast(({ mail }) => mail.direction === 'in' && !mail.isAutoReply && mail.bounce === null) ?? mails.at(-1);
}

function withoutOurs(parties: readonly MailParty[], skip: ReadonlySet<string>): MailParty[] {
  const plain = (address: string) => address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
  return parties.filter(({ address }) => address !== '' && !skip.has(address.toLowerCase()) && !skip.has(plain(address)));
}

/** Whom an answer goes to: where the sender wants it, everybody else who was written to in copy, ourselves never. Of a mail of ours: its recipients. */
export function replyParties(message: MailMessage, identities: readonly MailIdentity[]): { to: MailParty[]; cc: MailParty[] } {
  const { mail } = message;
  const ours = new Set(identities.map(({ address }) => address.toLowerCase()));
  if (mail.direction === 'out') return { to: mail.to, cc: mail.cc };
  const wanted = withoutOurs(mail.replyTo, ours);
  const to = wanted.length > 0 ? wanted : mail.from ? [mail.from] : [];
  const known = new Set([...ours, ...to.map(({ address }) => address.toLowerCase())]);
  return { to, cc: withoutOurs([...mail.to, ...mail.cc], known) };
}

const EMPTY = { subject: '', mailboxId: null, files: [], seen: null } as const;

/** The head an answer, a forward or a new mail begins with. */
export function beginHead(
  mode: MailMode,
  about: MailMessage | undefined,
  house: { identities: readonly MailIdentity[]; customer: MailParty | null },
): MailHead {
  if (mode === 'forward' && about) return { ...EMPTY, files: [], mode, messageId: about.id, to: '', cc: '' };
  if (!about) return { ...EMPTY, files: [], mode: 'new', messageId: null, to: house.customer ? partiesText([house.customer]) : '', cc: '' };
  const { to, cc } = replyParties(about, house.identities);
  return { ...EMPTY, files: [], mode: 'reply', messageId: about.id, to: partiesText(to), cc: partiesText(cc) };
}

/** The head of a mail that was taken back, to go on with it. */
export function headOfDraft(draft: MailDraft, seen: string | null): MailHead {
  const { mode, messageId, to, cc, subject, mailboxId, attachments, uploadIds } = draft;
  const own = attachments.slice(attachments.length - uploadIds.length);
  const files = own.flatMap(({ name, contentType, bytes, sha256 }, at) => {
    const id = uploadIds[at];
    return id ? [{ id, name, contentType, bytes, sha256 }] : [];
  });
  return { mode, messageId, to: partiesText(to), cc: partiesText(cc), subject, mailboxId, files, seen };
}

/** Reads a kept head; null when it is none. */
export function readHead(text: string): MailHead | null {
  if (text === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'mode' in value && 'to' in value ? (value as MailHead) : null;
  } catch {
    return null;
  }
}
