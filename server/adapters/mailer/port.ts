/** A mail server that takes our mails, and how to sign in there. */
export interface SmtpServer {
  host: string;
  port: number;
  /** `tls` from the first byte (465), `starttls` demanded after the greeting (587), `none` only for servers on one's own machine. */
  security: 'tls' | 'starttls' | 'none';
  login: string | null;
  password: string | null;
  /** A token for XOAUTH2 instead of the password; left out: none. */
  accessToken?: string;
  /** The setting that lets it stand in a network of our own. */
  allowsInternal: boolean;
}

/** Somebody a mail names. */
export interface MailerParty {
  name: string;
  address: string;
}

/** One mail, ready to be built. Ids without angle brackets. */
export interface MailerMessage {
  messageId: string;
  date: Date;
  from: MailerParty;
  replyTo: string | null;
  to: readonly MailerParty[];
  cc: readonly MailerParty[];
  subject: string;
  text: string;
  html: string | null;
  inReplyTo: string | null;
  /** Oldest first. */
  references: readonly string[];
  /** Written by a machine: other machines are told not to answer. */
  isAutomatic: boolean;
  /** Tells our own mail when it comes back. */
  loopMark: string;
  attachments: readonly { name: string; contentType: string; sha256: string; cid: string | null }[];
}

/** One handing over of a mail to a server. */
export interface Handover {
  server: SmtpServer;
  from: string;
  /** Recipients of this attempt. */
  to: readonly string[];
  message: MailerMessage;
  /** Awaited when the server is ready for the content and before its first byte: from there on the mail may have gone out. */
  beforeContent: () => Promise<void>;
}

/** Why a server did not take a mail, or could not be reached; the client says it in words. */
export type SmtpFault =
  | 'internal-host'
  | 'unknown-host'
  | 'no-connection'
  | 'timeout'
  | 'no-tls'
  | 'certificate'
  | 'login-refused'
  | 'not-smtp'
  | 'refused'
  | 'unreadable-file'
  | 'token-refused';

/** What the server said about one recipient. `waiting`: not now, perhaps later. */
export interface RecipientAnswer {
  address: string;
  state: 'accepted' | 'refused' | 'waiting';
  answer: string;
}

/** What became of a handing over. `unknown`: the content was under way and no answer came; it may have gone out. */
export type HandoverResult =
  /** `newMessageId`: some servers (Microsoft 365, Amazon SES) replace the Message-ID; answers then refer to theirs. */
  | { kind: 'answered'; recipients: RecipientAnswer[]; answer: string; newMessageId: string | null }
  | { kind: 'not-sent'; isPermanent: boolean; fault: SmtpFault; answer: string }
  | { kind: 'unknown'; answer: string };

/** Hands mails over by SMTP. */
export interface MailerPort {
  /** Hands one mail over. Throws what `beforeContent` throws; nothing went out then. */
  send(handover: Handover): Promise<HandoverResult>;
  /** The whole of a mail as it goes out, in memory: for its copy. Throws when a file of it is not in storage any more. */
  build(message: MailerMessage): Promise<Buffer>;
  /** Connects and signs in, without a mail. Null: all is well. */
  test(server: SmtpServer): Promise<{ fault: SmtpFault; answer: string } | null>;
  /** Ends idle connections. */
  close(): void;
}
