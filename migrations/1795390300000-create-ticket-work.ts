import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE TABLE ticket_checks (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  ticket_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE, text text NOT NULL, done_at timestamptz, done_by_id uuid REFERENCES accounts,
  PRIMARY KEY (id)
);
CREATE INDEX ticket_checks_ticket ON ticket_checks (ticket_id, id);
CREATE TRIGGER ticket_checks_version BEFORE UPDATE ON ticket_checks FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE ticket_times (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  ticket_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE, account_id uuid REFERENCES accounts, minutes int NOT NULL, note text NOT NULL DEFAULT '',
  PRIMARY KEY (id)
);
CREATE INDEX ticket_times_ticket ON ticket_times (ticket_id, id);
CREATE TRIGGER ticket_times_version BEFORE UPDATE ON ticket_times FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
`;

/** What is to be ticked off on a ticket, and how long people worked on it. */
export class CreateTicketWork1795390300000 implements MigrationInterface {
  name = 'CreateTicketWork1795390300000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ticket_times; DROP TABLE ticket_checks;');
  }
}
