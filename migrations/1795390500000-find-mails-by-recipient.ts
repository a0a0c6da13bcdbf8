import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `CREATE INDEX mails_out_addresses ON mails USING gin (addresses) WHERE direction = 'out';`;

const down = `DROP INDEX mails_out_addresses;`;

/** Whether a mail of ours to an address came back is asked before anything automatic goes there. */
export class FindMailsByRecipient1795390500000 implements MigrationInterface {
  name = 'FindMailsByRecipient1795390500000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
