import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A carrier webhook we were told of: the inbox of callbacks, and the stored answers of document requests. */
@Entity('webhook_receipts')
@Index('webhook_receipts_dedupe_key_key', ['dedupeKey'], { unique: true })
@Index('webhook_receipts_open', ['id'], { where: `state IN ('PENDING', 'PARKED')` })
@Index('webhook_receipts_received', ['receivedAt'])
export class WebhookReceiptEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  /** By family, so that a retry, a duplicate and a replay are the same row. */
  @Column({ type: 'text' }) dedupeKey!: string;
  @Column({ type: 'text' }) family!: 'call' | 'conference' | 'document';
  @Column({ type: 'text' }) callSid!: string;
  /** Our call, when the URL named it. */
  @Column({ type: 'uuid', nullable: true }) callId!: string | null;
  @Column({ type: 'int', default: 0 }) visit!: number;
  @Column({ type: 'jsonb' }) params!: Record<string, string>;
  @Column({ type: 'text' }) state!: 'PENDING' | 'PARKED' | 'DONE' | 'UNKNOWN' | 'FAILED';
  /** TwiML given, for documents. */
  @Column({ type: 'text', nullable: true }) answer!: string | null;
  @Column({ type: 'text', nullable: true }) token!: string | null;
  @Column({ type: 'timestamptz' }) receivedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) processedAt!: Date | null;
  @Column({ type: 'int', default: 0 }) attempts!: number;
  @Column({ type: 'text', nullable: true }) result!: string | null;
}
