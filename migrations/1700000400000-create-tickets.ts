import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE SEQUENCE ticket_number_seq AS bigint;

CREATE TABLE ticket_reasons (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  parent_id uuid REFERENCES ticket_reasons, name text NOT NULL, position int NOT NULL, kind text, is_active boolean NOT NULL DEFAULT true,
  is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ticket_reasons_name_unique ON ticket_reasons (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name));
CREATE TRIGGER ticket_reasons_version BEFORE UPDATE ON ticket_reasons FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE tickets (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  number bigint NOT NULL, subject text NOT NULL, kind text NOT NULL, reason_id uuid REFERENCES ticket_reasons, status text NOT NULL,
  priority smallint NOT NULL, team_id uuid REFERENCES teams, owner_id uuid REFERENCES accounts, follower_ids uuid[] NOT NULL DEFAULT '{}',
  person_id uuid REFERENCES persons, company_id uuid REFERENCES companies, tags text[] NOT NULL DEFAULT '{}',
  planned_for timestamptz, active_at timestamptz NOT NULL, ended_at timestamptz, created_by_id uuid REFERENCES accounts,
  is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX tickets_number_unique ON tickets (number);
CREATE INDEX tickets_open ON tickets (active_at, id) WHERE ended_at IS NULL;
CREATE INDEX tickets_open_owner ON tickets (owner_id, active_at, id) WHERE ended_at IS NULL;
CREATE INDEX tickets_open_team ON tickets (team_id, active_at, id) WHERE ended_at IS NULL;
CREATE INDEX tickets_active ON tickets (active_at, id);
CREATE INDEX tickets_person ON tickets (person_id, active_at) WHERE person_id IS NOT NULL;
CREATE INDEX tickets_company ON tickets (company_id, active_at) WHERE company_id IS NOT NULL;
CREATE INDEX tickets_reason ON tickets (reason_id) WHERE reason_id IS NOT NULL;
CREATE INDEX tickets_followers ON tickets USING gin (follower_ids);
CREATE INDEX tickets_tags ON tickets USING gin (tags);
CREATE INDEX tickets_subject_trgm ON tickets USING gin (lower(subject) gin_trgm_ops);
CREATE TRIGGER tickets_version BEFORE UPDATE ON tickets FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE ticket_numbers (
  number bigint NOT NULL, ticket_id uuid REFERENCES tickets ON DELETE SET NULL, call_id uuid, drawn_at timestamptz NOT NULL,
  PRIMARY KEY (number)
);
CREATE INDEX ticket_numbers_ticket ON ticket_numbers (ticket_id) WHERE ticket_id IS NOT NULL;

CREATE TABLE messages (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  ticket_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE, kind text NOT NULL, author_id uuid REFERENCES accounts, text text NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX messages_ticket ON messages (ticket_id, created_at, id);
CREATE TRIGGER messages_version BEFORE UPDATE ON messages FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE drafts (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE, key text NOT NULL, revision int NOT NULL, text text NOT NULL,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX drafts_account_key_unique ON drafts (account_id, key);
CREATE TRIGGER drafts_version BEFORE UPDATE ON drafts FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
`;

const down = `
DROP TABLE drafts, messages, ticket_numbers, tickets, ticket_reasons;
DROP SEQUENCE ticket_number_seq;
`;

/** Tickets, their numbers, reasons and messages, and drafts. The counter is a sequence: safe under any concurrency, never reused; gaps are fine. */
export class CreateTickets1700000400000 implements MigrationInterface {
  name = 'CreateTickets1700000400000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
