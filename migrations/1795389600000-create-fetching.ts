import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE TABLE mailbox_fetching (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  is_on boolean NOT NULL, host text NOT NULL, port int NOT NULL, security text NOT NULL, login text NOT NULL, sign_in text NOT NULL, sealed_secret text, oauth jsonb,
  folder text NOT NULL, begins text NOT NULL, after_reading jsonb NOT NULL, sent_copy jsonb NOT NULL,
  PRIMARY KEY (id)
);
CREATE TRIGGER mailbox_fetching_version BEFORE UPDATE ON mailbox_fetching FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE mailbox_cursors (
  mailbox_id uuid NOT NULL REFERENCES mailboxes ON DELETE CASCADE, folder text NOT NULL, uid_validity text NOT NULL, last_uid bigint NOT NULL, begins text NOT NULL,
  begun_at timestamptz NOT NULL, old_below bigint NOT NULL DEFAULT 0, moved_at timestamptz NOT NULL,
  PRIMARY KEY (mailbox_id, folder)
);

CREATE TABLE mailbox_fetch_states (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  last_read_at timestamptz, behind int NOT NULL DEFAULT 0, fault text, answer text, fault_since timestamptz, next_try_at timestamptz,
  PRIMARY KEY (id)
);
CREATE TRIGGER mailbox_fetch_states_version BEFORE UPDATE ON mailbox_fetch_states FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

ALTER TABLE mailbox_sending ADD COLUMN signs_in_as_reading boolean NOT NULL DEFAULT false;
`;

const down = `
ALTER TABLE mailbox_sending DROP COLUMN signs_in_as_reading;
DROP TABLE mailbox_fetch_states, mailbox_cursors, mailbox_fetching;
`;

/** How mailboxes are read, how far, and how that goes; sending may sign in the same way. */
export class CreateFetching1795389600000 implements MigrationInterface {
  name = 'CreateFetching1795389600000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
