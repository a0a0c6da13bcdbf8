import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account } from '../auth/index.js';

/** A connected browser tab: the lease of an agent's presence. Rows of a node that died are removed by the leader. */
@Entity('agent_tabs')
@Index('agent_tabs_account', ['accountId'])
@Index('agent_tabs_node', ['nodeId'])
export class AgentTabEntity {
  @PrimaryColumn({ type: 'text' }) socketId!: string;
  @Column({ type: 'uuid' })
  @ForeignKey(() => Account, { onDelete: 'CASCADE' })
  accountId!: string;
  @Column({ type: 'text' }) tabId!: string;
  @Column({ type: 'uuid' }) nodeId!: string;
  @Column({ type: 'timestamptz' }) connectedAt!: Date;
}
