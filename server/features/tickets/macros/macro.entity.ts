import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { MacroChange } from '../../../../shared/models/macros.js';
import { Versioned } from '../../../core/db/versioned.js';

/** Several actions at once: one's own (`ownerId`), a team's (`teamId`), or everybody's (neither). */
@Entity('macros')
@Index('macros_owner', ['ownerId'])
export class MacroRow extends Versioned {
  @Column({ type: 'text' }) name!: string;
  @ForeignKey('teams', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid', nullable: true })
  teamId!: string | null;
  @ForeignKey('accounts', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid', nullable: true })
  ownerId!: string | null;
  @Column({ type: 'jsonb' }) change!: MacroChange;
  @Column({ type: 'text', nullable: true }) writeAs!: 'reply' | 'note' | null;
  /** Set with `writeAs` or not at all. Leads nowhere once the snippet was taken away: the console says so. */
  @Column({ type: 'uuid', nullable: true }) snippetId!: string | null;
}
