import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
ALTER TABLE tickets ADD COLUMN first_answered_at timestamptz;

CREATE TABLE mailbox_sending (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  host text NOT NULL, port int NOT NULL, security text NOT NULL, login text, sealed_password text, signature_de text NOT NULL DEFAULT '',
  signature_en text NOT NULL DEFAULT '', uses_plus_address boolean NOT NULL DEFAULT false,
  acknowledges boolean NOT NULL DEFAULT false, acknowledgement_de text NOT NULL DEFAULT '', acknowledgement_en text NOT NULL DEFAULT '',
  PRIMARY KEY (id)
);
CREATE TRIGGER mailbox_sending_version BEFORE UPDATE ON mailbox_sending FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE mail_uploads (
  id uuid NOT NULL, account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE, name text NOT NULL, content_type text NOT NULL, bytes bigint NOT NULL,
  sha256 text NOT NULL, created_at timestamptz NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX mail_uploads_created ON mail_uploads (created_at);

CREATE TABLE outgoing_mails (
  id uuid NOT NULL REFERENCES messages ON DELETE CASCADE, ticket_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE, mailbox_id uuid NOT NULL REFERENCES mailboxes,
  author_id uuid REFERENCES accounts, header_id text NOT NULL, state text NOT NULL, content jsonb NOT NULL, recipients jsonb NOT NULL, draft jsonb NOT NULL,
  ticket_trace jsonb, attempts int NOT NULL DEFAULT 0, fence int NOT NULL DEFAULT 0, node_id uuid, has_begun boolean NOT NULL DEFAULT false,
  held_until timestamptz NOT NULL, next_at timestamptz, first_try_at timestamptz, sent_at timestamptz, answer text, created_at timestamptz NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX outgoing_mails_ticket ON outgoing_mails (ticket_id, created_at);
CREATE INDEX outgoing_mails_automatic ON outgoing_mails (created_at) WHERE (content->>'isAutomatic')::boolean;
CREATE INDEX outgoing_mails_open ON outgoing_mails (created_at) WHERE state IN ('queued', 'sending', 'deferred', 'unconfirmed');
`;

const down = `
DROP TABLE outgoing_mails, mail_uploads, mailbox_sending;
ALTER TABLE tickets DROP COLUMN first_answered_at;
`;

/** Mails on their way out, how each mailbox sends, and files waiting to be sent along. */
export class CreateOutbox1700000950000 implements MigrationInterface {
  name = 'CreateOutbox1700000950000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
