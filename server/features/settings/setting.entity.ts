import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One setting of the installation. */
@Entity('settings')
export class Setting {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'jsonb' }) value!: unknown;
  @Column({ type: 'int', default: 1 }) version!: number;
  @Column({ type: 'timestamptz' }) updatedAt!: Date;
}
