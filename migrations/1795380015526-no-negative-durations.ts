import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
UPDATE calls SET answered_at = left_at, version = version + 1 WHERE answered_at > left_at;
UPDATE interactions SET duration_s = 0, version = version + 1 WHERE duration_s < 0;
ALTER TABLE interactions ADD CONSTRAINT interactions_duration_not_negative CHECK (duration_s >= 0);
`;

const down = `ALTER TABLE interactions DROP CONSTRAINT interactions_duration_not_negative;`;

/** Nobody talks for less than no time: what an outage left wrong is put right, and cannot come again. */
export class NoNegativeDurations1795380015526 implements MigrationInterface {
  name = 'NoNegativeDurations1795380015526';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
