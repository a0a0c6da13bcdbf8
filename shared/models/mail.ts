import * as z from 'zod/mini';
import { base, Id, Instant, Language } from './base.js';

/** Somebody a mail names: display name (may be empty) and address. */
export const MailParty = z.object({ name: z.string(), address: z.string() });
export type MailParty = z.infer<typeof MailParty>;

/** A file that came with a mail; its bytes lie in storage under their hash. */
export const MailAttachment = z.object({
  name: z.string(),
  contentType: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  isInline: z.boolean(),
  cid: z.nullable(z.string()),
});
export type MailAttachment = z.infer<typeof MailAttachment>;

/** By what a mail found its ticket, in the order of the search; see `server/features/mail/threading`. */
export const JoinedBy = z.enum(['own-message-id', 'plus-address', 'ticket-number', 'references']);
export type JoinedBy = z.infer<typeof JoinedBy>;

/**
 * Why a mail that pointed to a ticket did not join it. `stranger`: who wrote it never had to do with that ticket. `misheard`: the number's check digit is
 * wrong. `several`: it points to more than one ticket. `same-id`: its Message-ID is that of another mail with other content.
 */
export const MailHint = z.object({
  kind: z.enum(['stranger', 'misheard', 'several', 'same-id']),
  /** Digits as they were quoted, when a number was. */
  number: z.nullable(z.string()),
  /** The ticket it pointed to. */
  ticketId: z.nullable(Id),
});
export type MailHint = z.infer<typeof MailHint>;

/** Where a mail stands. Everything that came in is `received`. */
export const MailState = z.enum(['received', 'queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'unconfirmed']);
export type MailState = z.infer<typeof MailState>;

/** One recipient a mail did not reach. */
export const MailBounceRecipient = z.object({ address: z.string(), status: z.nullable(z.string()), reason: z.string() });
/** What came back about a mail. `hard`: an address that will not work by trying again. */
export const MailBounce = z.object({ hard: z.boolean(), recipients: z.array(MailBounceRecipient) });
export type MailBounce = z.infer<typeof MailBounce>;

/** How far a mail of ours has come. */
export const MailProgress = z.object({
  /** Until then it can be taken back. */
  heldUntil: Instant,
  /** Attempts so far. */
  attempts: z.int(),
  /** When it is tried again by itself; null: never. */
  nextAt: z.nullable(Instant),
  sentAt: z.nullable(Instant),
  /** The mail server's own words; ours about the connection where it said nothing. */
  answer: z.nullable(z.string()),
  recipients: z.array(z.object({ address: z.string(), state: z.enum(['waiting', 'accepted', 'refused']), answer: z.nullable(z.string()) })),
});
export type MailProgress = z.infer<typeof MailProgress>;

/** What a message of kind `mail` has besides its text. */
export const MessageMail = z.object({
  direction: z.enum(['in', 'out']),
  subject: z.string(),
  from: z.nullable(MailParty),
  replyTo: z.array(MailParty),
  to: z.array(MailParty),
  cc: z.array(MailParty),
  /** Null: it opened the ticket. */
  joinedBy: z.nullable(JoinedBy),
  hint: z.nullable(MailHint),
  state: MailState,
  bounce: z.nullable(MailBounce),
  /** Written by a machine in answer to a mail: out of office, ticket received. */
  isAutoReply: z.boolean(),
  /** Only thanks on a solved ticket: it neither reopened it nor stopped a promise. */
  isQuiet: z.boolean(),
  /** The whole mail says more than the text here: quotes, signature, HTML. */
  hasMore: z.boolean(),
  hasCalendar: z.boolean(),
  crypto: z.nullable(z.enum(['smime-signed', 'smime-encrypted', 'pgp-signed', 'pgp-encrypted'])),
  attachments: z.array(MailAttachment),
  /** Set exactly for mails of ours. */
  progress: z.nullable(MailProgress),
});
export type MessageMail = z.infer<typeof MessageMail>;

/** What became of a mail that was delivered. */
export const MailOutcome = z.enum(['created', 'appended', 'bounce', 'auto-reply', 'ignored', 'failed']);
export type MailOutcome = z.infer<typeof MailOutcome>;

/** What the gateway answers and `npm run mail:ingest` prints for one mail (there with `file` in front). */
export const MailReceipt = z.object({
  outcome: MailOutcome,
  /** One sentence in English. */
  reason: z.string(),
  /** Digits of the ticket's number; null when the mail belongs to none. */
  ticket: z.nullable(z.string()),
  isNewTicket: z.boolean(),
  joinedBy: z.nullable(JoinedBy),
  /** Without angle brackets. */
  messageId: z.nullable(z.string()),
  subject: z.string(),
  from: z.nullable(MailParty),
  replyTo: z.array(MailParty),
  to: z.array(MailParty),
  cc: z.array(MailParty),
  text: z.string(),
  visibleText: z.string(),
  /** As sent: not safe to show. */
  html: z.nullable(z.string()),
  attachments: z.array(
    z.object({
      name: z.string(),
      contentType: z.string(),
      bytes: z.int(),
      sha256: z.string(),
      inline: z.boolean(),
      cid: z.nullable(z.string()),
    }),
  ),
  mayAutoReply: z.boolean(),
  bounce: z.nullable(MailBounce),
});
export type MailReceipt = z.infer<typeof MailReceipt>;

/** An address of ours that mail arrives at. */
export const Mailbox = z.object({
  ...base,
  /** Lower case. */
  address: z.string(),
  /** What customers read as the sender's name. */
  name: z.string(),
  /** Whose tickets its mails become; null: everybody's. */
  teamId: z.nullable(Id),
  language: Language,
  isActive: z.boolean(),
});
export type Mailbox = z.infer<typeof Mailbox>;

/** A mail that could not be read. Its bytes are kept. */
export const PoisonMail = z.object({
  ...base,
  reason: z.string(),
  /** SHA-256 of its bytes. */
  rawSha256: z.string(),
  bytes: z.int(),
  mailboxId: z.nullable(Id),
  attempts: z.int(),
  /** `waiting` for somebody to look; `taken-in` by a retry; `dropped` by an administrator. */
  state: z.enum(['waiting', 'taken-in', 'dropped']),
  receivedAt: Instant,
});
export type PoisonMail = z.infer<typeof PoisonMail>;

/** A mail as it came, for whoever wants more than the visible new text. */
export const MailOriginal = z.object({
  id: Id,
  text: z.string(),
  /** Made safe to show; '' when it was too large or nested too deep for that. */
  html: z.nullable(z.string()),
  /** Pictures on other servers that were left out. */
  blockedImages: z.int(),
  /** Pictures on other servers are in: asked for, or chosen for this sender. */
  showsImages: z.boolean(),
  /** Links whose words name another host than they lead to. */
  suspiciousLinks: z.int(),
  /** SHA-256 of the raw mail. */
  rawSha256: z.nullable(z.string()),
  rawBytes: z.int(),
  /** One sentence in English: why it stands where it stands. */
  reason: z.string(),
  faults: z.array(z.string()),
});
export type MailOriginal = z.infer<typeof MailOriginal>;

/** Whether a mail answers what was written, passes it on, or begins anew. */
export const MailMode = z.enum(['reply', 'forward', 'new']);
export type MailMode = z.infer<typeof MailMode>;

/** What becomes of the ticket with a mail of ours. `stays`: a new one is open from now, the others stay as they are. */
export const TicketAfterMail = z.enum(['stays', 'waiting-customer', 'solved', 'closed']);
export type TicketAfterMail = z.infer<typeof TicketAfterMail>;

/** A mail as it was written, for going on with it after taking it back. */
export const MailDraft = z.object({
  mode: MailMode,
  mailboxId: Id,
  /** The message it answers or passes on. */
  messageId: z.nullable(Id),
  to: z.array(MailParty),
  cc: z.array(MailParty),
  subject: z.string(),
  text: z.string(),
  attachments: z.array(MailAttachment),
  uploadIds: z.array(Id),
});
export type MailDraft = z.infer<typeof MailDraft>;

/** A file waiting to be sent along. */
export const MailUpload = z.object({ id: Id, name: z.string(), contentType: z.string(), bytes: z.int(), sha256: z.string() });
export type MailUpload = z.infer<typeof MailUpload>;

/** An address of ours that mail can go out from. */
export const MailIdentity = z.object({
  mailboxId: Id,
  address: z.string(),
  name: z.string(),
  teamId: z.nullable(Id),
  signatures: z.object({ de: z.string(), en: z.string() }),
});
export type MailIdentity = z.infer<typeof MailIdentity>;

/** How a mailbox sends; its id is the mailbox's. The password is never told. */
export const MailboxSending = z.object({
  ...base,
  host: z.string(),
  port: z.int(),
  security: z.enum(['tls', 'starttls', 'none']),
  login: z.nullable(z.string()),
  hasPassword: z.boolean(),
  /** Signs in by the token its mailbox is read with (Microsoft 365, Google), instead of a password. */
  signsInAsReading: z.boolean(),
  /** May name the writer as `{name}`. */
  signatures: z.object({ de: z.string(), en: z.string() }),
  usesPlusAddress: z.boolean(),
  /** Whether a customer's new ticket is acknowledged with its number; texts with `{number}`, '' for the built-in one. */
  acknowledgement: z.object({ isOn: z.boolean(), de: z.string(), en: z.string() }),
});
export type MailboxSending = z.infer<typeof MailboxSending>;

/** What keeps a mail server from taking our mails. */
export const SmtpFault = z.enum([
  'internal-host',
  'unknown-host',
  'no-connection',
  'timeout',
  'no-tls',
  'certificate',
  'login-refused',
  'not-smtp',
  'refused',
  'unreadable-file',
  'token-refused',
  'not-configured',
]);
export type SmtpFault = z.infer<typeof SmtpFault>;
