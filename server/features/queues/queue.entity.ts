import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { Announcement, CallerPath, OpeningHours, RoutingStrategy, WrapUpMode } from '../../../shared/models/queues.js';
import { Versioned } from '../../core/db/versioned.js';
import { Team } from '../auth/index.js';
import { RecordingEntity } from './recording.entity.js';

/** The calls of one team; see the model `Queue` for the meaning of each setting. */
@Entity('queues')
@Index('queues_name_unique', ['name'], { unique: true })
export class QueueEntity extends Versioned {
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'uuid' })
  @ForeignKey(() => Team)
  teamId!: string;
  @Column({ type: 'text' }) language!: 'de' | 'en';
  @Column({ type: 'text', nullable: true }) timeZone!: string | null;
  @Column({ type: 'jsonb', nullable: true }) hours!: OpeningHours[] | null;
  @Column({ type: 'text', array: true, default: '{}' }) closedOn!: string[];
  @Column({ type: 'jsonb', nullable: true }) greeting!: Announcement | null;
  @Column({ type: 'jsonb', nullable: true }) waiting!: Announcement | null;
  @Column({ type: 'int' }) waitingEverySeconds!: number;
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => RecordingEntity)
  musicId!: string | null;
  @Column({ type: 'jsonb' }) closedPath!: CallerPath;
  @Column({ type: 'jsonb' }) fullPath!: CallerPath;
  @Column({ type: 'jsonb' }) maxWaitPath!: CallerPath;
  @Column({ type: 'jsonb' }) nobodyPath!: CallerPath;
  @Column({ type: 'int', nullable: true }) maxWaiting!: number | null;
  @Column({ type: 'int', nullable: true }) maxWaitSeconds!: number | null;
  @Column({ type: 'int' }) priority!: number;
  @Column({ type: 'text' }) strategy!: RoutingStrategy;
  @Column({ type: 'int' }) levelSeconds!: number;
  @Column({ type: 'int' }) offerSeconds!: number;
  @Column({ type: 'int' }) avoidAgentSeconds!: number;
  @Column({ type: 'text' }) wrapUpMode!: WrapUpMode;
  @Column({ type: 'int' }) wrapUpSeconds!: number;
  @Column({ type: 'text' }) afterWrapUp!: 'ready' | 'pause';
  @Column({ type: 'int' }) serviceLevelSeconds!: number;
  @Column({ type: 'int' }) serviceLevelPercent!: number;
  @Column({ type: 'boolean' }) autoJoinOnlyTicket!: boolean;
  @Column({ type: 'boolean' }) readOutNumber!: boolean;
  @Column({ type: 'boolean', default: true }) isActive!: boolean;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
}
