import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Versioned } from '../../../core/db/versioned.js';
import type { Restore } from './restore.js';

/** Records of people that became one: which went up in which, and what undoing gives back. */
@Entity('person_merges')
@Index('person_merges_from', ['fromId'])
@Index('person_merges_into', ['intoId'])
export class PersonMergeRow extends Versioned {
  @ForeignKey('persons', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  fromId!: string;
  @ForeignKey('persons', { onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  intoId!: string;
  @ForeignKey('accounts')
  @Column({ type: 'uuid', nullable: true })
  byId!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) undoneAt!: Date | null;
  @Column({ type: 'jsonb' }) restore!: Restore;
  /** Versions of both right after the merge: while they stand, it can be undone. */
  @Column({ type: 'int' }) fromVersion!: number;
  @Column({ type: 'int' }) intoVersion!: number;
}

/** One row that went along with a merged person, by the table it stands in: the way back. */
@Entity('person_merged_rows')
export class PersonMergedRow {
  @ForeignKey(() => PersonMergeRow, { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid' })
  mergeId!: string;
  @PrimaryColumn({ type: 'text' }) kind!: string;
  @PrimaryColumn({ type: 'uuid' }) rowId!: string;
}
