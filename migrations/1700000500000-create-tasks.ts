import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE TABLE tasks (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  kind text NOT NULL, what text NOT NULL, state text NOT NULL, owner_id uuid REFERENCES accounts, team_id uuid REFERENCES teams,
  due_at timestamptz, due_precision text, remind_at timestamptz,
  person_id uuid REFERENCES persons, company_id uuid REFERENCES companies, ticket_id uuid REFERENCES tickets, call_id uuid,
  rang_at timestamptz, seen_at timestamptz, passed_at timestamptz, ended_at timestamptz, ended_by_id uuid REFERENCES accounts,
  drop_reason text, created_by_id uuid REFERENCES accounts, is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (id)
);
CREATE INDEX tasks_open_owner ON tasks (owner_id, due_at, id) WHERE state = 'open';
CREATE INDEX tasks_open_team ON tasks (team_id, due_at, id) WHERE state = 'open';
CREATE INDEX tasks_person ON tasks (person_id, due_at) WHERE person_id IS NOT NULL;
CREATE INDEX tasks_company ON tasks (company_id, due_at) WHERE company_id IS NOT NULL;
CREATE INDEX tasks_ticket ON tasks (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE TRIGGER tasks_version BEFORE UPDATE ON tasks FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
`;

/** Tasks and promises. */
export class CreateTasks1700000500000 implements MigrationInterface {
  name = 'CreateTasks1700000500000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tasks');
  }
}
