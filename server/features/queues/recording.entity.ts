import { Column, Entity } from 'typeorm';
import { Versioned } from '../../core/db/versioned.js';

/** An uploaded announcement or piece of music; its bytes are in the storage under `sha256`. */
@Entity('recordings')
export class RecordingEntity extends Versioned {
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) mediaType!: string;
  @Column({ type: 'text' }) sha256!: string;
  @Column({ type: 'int' }) bytes!: number;
  /** Length in seconds, rounded down; null when the file does not tell. */
  @Column({ type: 'int', nullable: true }) seconds!: number | null;
}
