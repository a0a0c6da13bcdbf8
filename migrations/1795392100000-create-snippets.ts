import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE TABLE snippets (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  name text NOT NULL, shortcut text NOT NULL DEFAULT '', team_id uuid REFERENCES teams ON DELETE CASCADE,
  owner_id uuid REFERENCES accounts ON DELETE CASCADE, text_de text NOT NULL DEFAULT '', text_en text NOT NULL DEFAULT '',
  PRIMARY KEY (id)
);
CREATE INDEX snippets_owner ON snippets (owner_id);
CREATE TRIGGER snippets_version BEFORE UPDATE ON snippets FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
`;

/** Pieces of text people write with. */
export class CreateSnippets1795392100000 implements MigrationInterface {
  name = 'CreateSnippets1795392100000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE snippets');
  }
}
