import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AfterReading, ImapFault, MailboxFetching, MailOAuth, MailSignIn, SentCopy } from '../../../shared/models/fetching.js';
import { Versioned } from '../../core/db/versioned.js';

/** How a mailbox is read. Its id is the mailbox's. */
@Entity('mailbox_fetching')
export class MailboxFetchingRow extends Versioned {
  @Column({ type: 'boolean' }) isOn!: boolean;
  @Column({ type: 'text' }) host!: string;
  @Column({ type: 'int' }) port!: number;
  @Column({ type: 'text' }) security!: MailboxFetching['security'];
  @Column({ type: 'text' }) login!: string;
  @Column({ type: 'text' }) signIn!: MailSignIn;
  /** Sealed with the installation's key. */
  @Column({ type: 'text', nullable: true }) sealedSecret!: string | null;
  @Column({ type: 'jsonb', nullable: true }) oauth!: MailOAuth | null;
  @Column({ type: 'text' }) folder!: string;
  @Column({ type: 'text' }) begins!: MailboxFetching['begins'];
  @Column({ type: 'jsonb' }) afterReading!: AfterReading;
  @Column({ type: 'jsonb' }) sentCopy!: SentCopy;
}

/** How far a folder of a mailbox was read. Not a thing people edit: it only moves on. */
@Entity('mailbox_cursors')
export class MailboxCursorRow {
  @ForeignKey('mailboxes', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid' })
  mailboxId!: string;
  @PrimaryColumn({ type: 'text' }) folder!: string;
  @Column({ type: 'text' }) uidValidity!: string;
  /** Every mail up to this UID is safely here. */
  @Column({ type: 'bigint' }) lastUid!: string;
  @Column({ type: 'text' }) begins!: MailboxFetching['begins'];
  /** Where only new mails are taken in: what the server received before this was there already. */
  @Column({ type: 'timestamptz' }) begunAt!: Date;
  /** After a new UIDVALIDITY: UIDs below this may be mails that were there before `begunAt`. */
  @Column({ type: 'bigint', default: 0 }) oldBelow!: string;
  @Column({ type: 'timestamptz' }) movedAt!: Date;
}

/** How reading a mailbox goes. Its id is the mailbox's. */
@Entity('mailbox_fetch_states')
export class MailboxFetchStateRow extends Versioned {
  @Column({ type: 'timestamptz', nullable: true }) lastReadAt!: Date | null;
  @Column({ type: 'int', default: 0 }) behind!: number;
  @Column({ type: 'text', nullable: true }) fault!: ImapFault | null;
  @Column({ type: 'text', nullable: true }) answer!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) faultSince!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) nextTryAt!: Date | null;
}
