import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `ALTER TABLE telephony ADD COLUMN is_held boolean NOT NULL DEFAULT false;`;

const down = `ALTER TABLE telephony DROP COLUMN is_held;`;

/** A restored copy keeps its hands off the real account until an administrator says that it is the one to serve the calls. */
export class HoldTelephony1795380016000 implements MigrationInterface {
  name = 'HoldTelephony1795380016000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
