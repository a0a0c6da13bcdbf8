import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE TABLE interactions (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  kind text NOT NULL, direction text, at timestamptz NOT NULL, duration_s int, person_id uuid REFERENCES persons, company_id uuid REFERENCES companies,
  ticket_id uuid, call_id uuid, account_id uuid REFERENCES accounts, team_id uuid REFERENCES teams, summary text NOT NULL, text text NOT NULL DEFAULT '', outcome text,
  is_human boolean NOT NULL DEFAULT true, is_logged_by_hand boolean NOT NULL DEFAULT false, is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (id)
);
CREATE INDEX interactions_person ON interactions (person_id, at, id);
CREATE INDEX interactions_company ON interactions (company_id, at, id);
CREATE INDEX interactions_ticket ON interactions (ticket_id, at, id) WHERE ticket_id IS NOT NULL;
CREATE UNIQUE INDEX interactions_call ON interactions (call_id) WHERE call_id IS NOT NULL;
CREATE TRIGGER interactions_version BEFORE UPDATE ON interactions FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
`;

const down = `
DROP TABLE interactions;
`;

/** The history: one row per contact of any kind. Tickets and calls come after this table and delete nothing, so their ids are plain columns. */
export class CreateHistory1700000150000 implements MigrationInterface {
  name = 'CreateHistory1700000150000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
