import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
ALTER TABLE tickets ADD COLUMN mentioned_ids uuid[] NOT NULL DEFAULT '{}';
CREATE INDEX tickets_mentioned ON tickets (active_at, id) WHERE mentioned_ids <> '{}';
`;

/** Colleagues a note spoke to who have not looked at the ticket since. */
export class MentionColleagues1795392300000 implements MigrationInterface {
  name = 'MentionColleagues1795392300000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tickets DROP COLUMN mentioned_ids');
  }
}
