import { Column, PrimaryColumn } from 'typeorm';

/** Columns of every row that people or events change. `version` is a plain column: only `change()` moves it. */
export abstract class Versioned {
  /** UUID version 7, made by `newId()`. */
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'int', default: 1 }) version!: number;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz' }) updatedAt!: Date;
}
