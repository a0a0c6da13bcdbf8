import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Versioned } from '../../core/db/versioned.js';
import { Account } from './account.entity.js';

/** A signed-in browser. The cookie carries a secret of which only the hash is kept. */
@Entity('sessions')
@Index('sessions_account', ['accountId'])
export class Session {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' })
  @ForeignKey(() => Account, { onDelete: 'CASCADE' })
  accountId!: string;
  @Column({ type: 'text' }) secretHash!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz' }) lastSeenAt!: Date;
  @Column({ type: 'timestamptz' }) expiresAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
  @Column({ type: 'text' }) ip!: string;
  @Column({ type: 'text' }) device!: string;
}

/** A personal API token; the secret is shown once and only its hash kept. */
@Entity('api_tokens')
@Index('api_tokens_secret_unique', ['secretHash'], { unique: true })
export class ApiToken extends Versioned {
  @Column({ type: 'uuid' })
  @ForeignKey(() => Account, { onDelete: 'CASCADE' })
  accountId!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) secretHash!: string;
  @Column({ type: 'text', array: true }) scopes!: ('read' | 'write' | 'mail' | 'admin')[];
  @Column({ type: 'timestamptz', nullable: true }) lastUsedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
}
