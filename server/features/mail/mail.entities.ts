import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { JoinedBy, MailBounce, MailOutcome, PoisonMail } from '../../../shared/models/mail.js';
import { Versioned } from '../../core/db/versioned.js';

/** An address of ours. */
@Entity('mailboxes')
@Index('mailboxes_address_unique', ['address'], { unique: true })
export class MailboxRow extends Versioned {
  /** Lower case. */
  @Column({ type: 'text', collation: 'C' }) address!: string;
  @Column({ type: 'text' }) name!: string;
  @ForeignKey('teams')
  @Column({ type: 'uuid', nullable: true })
  teamId!: string | null;
  @Column({ type: 'text' }) language!: 'de' | 'en';
  @Column({ type: 'boolean', default: true }) isActive!: boolean;
}

/**
 * A mail that came in or went out, as threading and "exactly once" need it. Its id is that of the message in the ticket's history, if it has one. Ids of
 * headers stand without angle brackets, very long ones as their hash (`headerKey`).
 */
@Entity('mails')
@Index('mails_once', ['contentHash', 'headerId'], { unique: true, where: "direction = 'in'" })
@Index('mails_header_id', ['headerId'], { where: "header_id <> ''" })
@Index('mails_ticket', ['ticketId'], { where: 'ticket_id IS NOT NULL' })
@Index('mails_stray', ['receivedAt', 'id'], { where: 'ticket_id IS NULL' })
@Index('mails_refs', { synchronize: false })
@Index('mails_out_addresses', { synchronize: false })
export class MailRow {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) direction!: 'in' | 'out';
  /** '' when the mail had none. */
  @Column({ type: 'text', collation: 'C' }) headerId!: string;
  /** SHA-256 of the message without trace headers. Of what we sent: ''. */
  @Column({ type: 'text', collation: 'C' }) contentHash!: string;
  @Column({ type: 'text', nullable: true }) rawSha256!: string | null;
  @Column({ type: 'int', default: 0 }) rawBytes!: number;
  @ForeignKey('tickets', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid', nullable: true })
  ticketId!: string | null;
  /** Mailboxes of ours it arrived in. */
  @Column({ type: 'uuid', array: true, default: () => "'{}'" }) mailboxIds!: string[];
  /** Message-IDs it refers to, newest first. */
  @Column({ type: 'text', array: true, default: () => "'{}'" }) refs!: string[];
  /** Who takes part: From, Reply-To, To and Cc without our own, lower case. */
  @Column({ type: 'text', array: true, default: () => "'{}'" }) addresses!: string[];
  @Column({ type: 'text' }) fromAddress!: string;
  @Column({ type: 'text' }) subject!: string;
  @Column({ type: 'text', nullable: true }) joinedBy!: JoinedBy | null;
  @Column({ type: 'text' }) outcome!: MailOutcome | 'sent';
  /** One sentence in English. */
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'boolean' }) mayAutoReply!: boolean;
  @Column({ type: 'jsonb', nullable: true }) bounce!: MailBounce | null;
  /** What was broken and mended, and `same-id`. */
  @Column({ type: 'text', array: true, default: () => "'{}'" }) flags!: string[];
  /** What its Date says. */
  @Column({ type: 'timestamptz', nullable: true }) writtenAt!: Date | null;
  @Column({ type: 'timestamptz' }) receivedAt!: Date;
  /** The whole text; null when the message's own text is all there is. */
  @Column({ type: 'text', nullable: true }) text!: string | null;
  /** As it was sent, never to be shown unsanitised. */
  @Column({ type: 'text', nullable: true }) html!: string | null;
}

/** A file of a mail; its bytes lie in storage. */
@Entity('mail_attachments')
@Index('mail_attachments_sha256', ['sha256'])
export class MailAttachmentRow {
  @ForeignKey(() => MailRow, { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid' })
  mailId!: string;
  @PrimaryColumn({ type: 'int' }) place!: number;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) contentType!: string;
  @Column({ type: 'bigint' }) bytes!: string;
  @Column({ type: 'text' }) sha256!: string;
  @Column({ type: 'boolean' }) isInline!: boolean;
  @Column({ type: 'text', nullable: true }) cid!: string | null;
}

/** Whose mails somebody wants to see with pictures of other servers. */
@Entity('mail_image_senders')
export class MailImageSenderRow {
  @ForeignKey('accounts', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid' })
  accountId!: string;
  /** Lower case. */
  @PrimaryColumn({ type: 'text' }) address!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** A mail that could not be read; its bytes are kept. */
@Entity('poison_mails')
@Index('poison_mails_raw_unique', ['rawSha256'], { unique: true })
@Index('poison_mails_received', ['receivedAt', 'id'])
export class PoisonMailRow extends Versioned {
  @Column({ type: 'text' }) rawSha256!: string;
  @Column({ type: 'bigint' }) bytes!: string;
  @Column({ type: 'text' }) reason!: string;
  @ForeignKey(() => MailboxRow, { onDelete: 'SET NULL' })
  @Column({ type: 'uuid', nullable: true })
  mailboxId!: string | null;
  @Column({ type: 'int', default: 1 }) attempts!: number;
  @Column({ type: 'text' }) state!: PoisonMail['state'];
  @Column({ type: 'timestamptz' }) receivedAt!: Date;
}
