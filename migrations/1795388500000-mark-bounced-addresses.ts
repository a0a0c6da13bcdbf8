import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `ALTER TABLE mail_addresses ADD COLUMN bounce jsonb;`;

const down = `ALTER TABLE mail_addresses DROP COLUMN bounce;`;

/** Addresses that mail comes back from. */
export class MarkBouncedAddresses1795388500000 implements MigrationInterface {
  name = 'MarkBouncedAddresses1795388500000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
