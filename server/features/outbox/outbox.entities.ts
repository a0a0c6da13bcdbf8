import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { MailDraft, MailParty, MailProgress } from '../../../shared/models/mail.js';
import { Versioned } from '../../core/db/versioned.js';
import type { TicketTrace } from '../tickets/index.js';

/** How a mailbox sends. Its id is the mailbox's. */
@Entity('mailbox_sending')
export class MailboxSendingRow extends Versioned {
  @Column({ type: 'text' }) host!: string;
  @Column({ type: 'int' }) port!: number;
  @Column({ type: 'text' }) security!: 'tls' | 'starttls' | 'none';
  @Column({ type: 'text', nullable: true }) login!: string | null;
  /** Sealed with the installation's key. */
  @Column({ type: 'text', nullable: true }) sealedPassword!: string | null;
  /** With the token its mailbox is read by, instead of a password. */
  @Column({ type: 'boolean', default: false }) signsInAsReading!: boolean;
  @Column({ type: 'text', default: '' }) signatureDe!: string;
  @Column({ type: 'text', default: '' }) signatureEn!: string;
  /** Answers go to `support+48190-…@…`: the provider delivers plus-addresses. */
  @Column({ type: 'boolean', default: false }) usesPlusAddress!: boolean;
  /** Tells who writes for the first time that their mail arrived, and under which number. */
  @Column({ type: 'boolean', default: false }) acknowledges!: boolean;
  /** In its own words, with `{number}`; '': in ours. */
  @Column({ type: 'text', default: '' }) acknowledgementDe!: string;
  @Column({ type: 'text', default: '' }) acknowledgementEn!: string;
}

/** A file somebody attached to a mail they are writing. */
@Entity('mail_uploads')
@Index('mail_uploads_created', ['createdAt'])
export class MailUploadRow {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @ForeignKey('accounts', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  accountId!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) contentType!: string;
  @Column({ type: 'bigint' }) bytes!: string;
  @Column({ type: 'text' }) sha256!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** What a mail says, as it is handed to the mail server. */
export interface OutgoingContent {
  from: MailParty;
  replyTo: string | null;
  to: MailParty[];
  cc: MailParty[];
  subject: string;
  text: string;
  html: string | null;
  inReplyTo: string | null;
  /** Oldest first. */
  references: string[];
  isAutomatic: boolean;
  attachments: { name: string; contentType: string; bytes: number; sha256: string; cid: string | null }[];
}

/** A mail of ours on its way. Its id is that of its message. */
@Entity('outgoing_mails')
@Index('outgoing_mails_ticket', ['ticketId', 'createdAt'])
@Index('outgoing_mails_automatic', { synchronize: false })
@Index('outgoing_mails_open', ['createdAt'], { where: "state IN ('queued', 'sending', 'deferred', 'unconfirmed')" })
export class OutgoingMailRow {
  @ForeignKey('messages', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @ForeignKey('tickets', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  ticketId!: string;
  @ForeignKey('mailboxes')
  @Column({ type: 'uuid' })
  mailboxId!: string;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  authorId!: string | null;
  /** Without angle brackets. */
  @Column({ type: 'text' }) headerId!: string;
  @Column({ type: 'text' }) state!: 'queued' | 'sending' | 'sent' | 'deferred' | 'failed' | 'unconfirmed';
  @Column({ type: 'jsonb' }) content!: OutgoingContent;
  @Column({ type: 'jsonb' }) recipients!: MailProgress['recipients'];
  /** What undoing gives back. */
  @Column({ type: 'jsonb' }) draft!: MailDraft;
  @Column({ type: 'jsonb', nullable: true }) ticketTrace!: TicketTrace | null;
  @Column({ type: 'int', default: 0 }) attempts!: number;
  /** Grows with each claim: who holds an older one may not write the result, nor begin with the content. */
  @Column({ type: 'int', default: 0 }) fence!: number;
  @Column({ type: 'uuid', nullable: true }) nodeId!: string | null;
  /** The content of this attempt may have left us. */
  @Column({ type: 'boolean', default: false }) hasBegun!: boolean;
  @Column({ type: 'timestamptz' }) heldUntil!: Date;
  @Column({ type: 'timestamptz', nullable: true }) nextAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) firstTryAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) sentAt!: Date | null;
  @Column({ type: 'text', nullable: true }) answer!: string | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}
