import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Versioned } from '../../core/db/versioned.js';
import { Account } from './account.entity.js';

/** A team of people. */
@Entity('teams')
@Index('teams_name_unique', ['name'], { unique: true })
export class Team extends Versioned {
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'boolean', default: false }) isConfidential!: boolean;
  @Column({ type: 'boolean', default: false }) isDemo!: boolean;
}

/** Who is in a team, and who leads it (one may lead without being a member). */
@Entity('team_members')
@Index('team_members_account', ['accountId'])
export class TeamMember {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => Team, { onDelete: 'CASCADE' })
  teamId!: string;
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => Account, { onDelete: 'CASCADE' })
  accountId!: string;
  @Column({ type: 'boolean', default: false }) isSupervisor!: boolean;
  @Column({ type: 'boolean', default: true }) isMember!: boolean;
}
