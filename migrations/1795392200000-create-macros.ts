import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE TABLE macros (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  name text NOT NULL, team_id uuid REFERENCES teams ON DELETE CASCADE, owner_id uuid REFERENCES accounts ON DELETE CASCADE,
  change jsonb NOT NULL, write_as text, snippet_id uuid,
  PRIMARY KEY (id)
);
CREATE INDEX macros_owner ON macros (owner_id);
CREATE TRIGGER macros_version BEFORE UPDATE ON macros FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
`;

/** Several actions at once, run by a person. */
export class CreateMacros1795392200000 implements MigrationInterface {
  name = 'CreateMacros1795392200000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE macros');
  }
}
