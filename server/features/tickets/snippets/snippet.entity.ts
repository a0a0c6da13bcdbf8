import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Versioned } from '../../../core/db/versioned.js';

/** A piece of text to write with: one's own (`ownerId`), a team's (`teamId`), or everybody's (neither). */
@Entity('snippets')
@Index('snippets_owner', ['ownerId'])
export class SnippetRow extends Versioned {
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', default: '' }) shortcut!: string;
  @ForeignKey('teams', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid', nullable: true })
  teamId!: string | null;
  @ForeignKey('accounts', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid', nullable: true })
  ownerId!: string | null;
  @Column({ type: 'text', default: '' }) textDe!: string;
  @Column({ type: 'text', default: '' }) textEn!: string;
}
