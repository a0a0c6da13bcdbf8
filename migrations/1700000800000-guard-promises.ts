import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
ALTER TABLE tasks ADD COLUMN has_ticket_team boolean NOT NULL DEFAULT false, ADD COLUMN is_confidential boolean NOT NULL DEFAULT false;
UPDATE tasks t SET version = t.version + 1, has_ticket_team = (k.team_id IS NOT NULL AND k.team_id IS NOT DISTINCT FROM t.team_id),
  is_confidential = EXISTS (SELECT 1 FROM teams x WHERE x.is_confidential AND x.id IN (t.team_id, k.team_id))
FROM tasks s LEFT JOIN tickets k ON k.id = s.ticket_id WHERE s.id = t.id;
`;

const down = `ALTER TABLE tasks DROP COLUMN has_ticket_team, DROP COLUMN is_confidential;`;

/** Who may see a promise stands on its row: whether it follows its ticket's team, and whether a confidential team stands behind it. */
export class GuardPromises1700000800000 implements MigrationInterface {
  name = 'GuardPromises1700000800000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
