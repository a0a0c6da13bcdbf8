import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Versioned } from '../../core/db/versioned.js';
import { Account } from '../auth/index.js';
import { QueueEntity } from './queue.entity.js';

/** An agent's place in a queue. */
@Entity('queue_members')
@Index('queue_members_unique', ['queueId', 'accountId'], { unique: true })
@Index('queue_members_account', ['accountId'])
export class QueueMemberEntity extends Versioned {
  @Column({ type: 'uuid' })
  @ForeignKey(() => QueueEntity, { onDelete: 'CASCADE' })
  queueId!: string;
  @Column({ type: 'uuid' })
  @ForeignKey(() => Account, { onDelete: 'CASCADE' })
  accountId!: string;
  @Column({ type: 'int' }) level!: number;
}
