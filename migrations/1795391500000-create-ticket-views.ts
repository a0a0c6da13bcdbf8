import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE TABLE ticket_views (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  name text NOT NULL, team_id uuid REFERENCES teams ON DELETE CASCADE, owner_id uuid REFERENCES accounts ON DELETE CASCADE,
  conditions jsonb NOT NULL, sort text NOT NULL, columns text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (id)
);
CREATE INDEX ticket_views_owner ON ticket_views (owner_id);
CREATE TRIGGER ticket_views_version BEFORE UPDATE ON ticket_views FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
CREATE TABLE ticket_edits (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  by_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE, change jsonb NOT NULL, changed jsonb NOT NULL, undone_at timestamptz,
  PRIMARY KEY (id)
);
CREATE INDEX ticket_edits_by ON ticket_edits (by_id, created_at);
CREATE TRIGGER ticket_edits_version BEFORE UPDATE ON ticket_edits FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
`;

/** Views of tickets that people made, and what was changed on several tickets at once, so that it can be taken back. */
export class CreateTicketViews1795391500000 implements MigrationInterface {
  name = 'CreateTicketViews1795391500000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ticket_edits; DROP TABLE ticket_views');
  }
}
