import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
ALTER TABLE messages ADD COLUMN mail jsonb;
ALTER TABLE tickets ADD COLUMN quiet_replies int NOT NULL DEFAULT 0;
CREATE INDEX tickets_quiet ON tickets (active_at, id) WHERE quiet_replies > 0;

ALTER TABLE interactions ADD COLUMN message_id uuid;

CREATE INDEX mail_addresses_domain ON mail_addresses (split_part(address, '@', 2));
CREATE INDEX companies_website_domain ON companies (substring(lower(website) from '^(?:[a-z]+://)?(?:www[.])?([^/:?#]+)')) WHERE website IS NOT NULL;

CREATE TABLE phone_hints (
  id uuid NOT NULL, person_id uuid NOT NULL REFERENCES persons ON DELETE CASCADE, e164 text COLLATE "C" NOT NULL, display text NOT NULL,
  state text NOT NULL, created_at timestamptz NOT NULL,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX phone_hints_once ON phone_hints (person_id, e164);

CREATE TABLE mailboxes (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  address text COLLATE "C" NOT NULL, name text NOT NULL, team_id uuid REFERENCES teams, language text NOT NULL, is_active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX mailboxes_address_unique ON mailboxes (address);
CREATE TRIGGER mailboxes_version BEFORE UPDATE ON mailboxes FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE mails (
  id uuid NOT NULL, direction text NOT NULL, header_id text COLLATE "C" NOT NULL, content_hash text COLLATE "C" NOT NULL, raw_sha256 text,
  raw_bytes int NOT NULL DEFAULT 0, ticket_id uuid REFERENCES tickets ON DELETE CASCADE, mailbox_ids uuid[] NOT NULL DEFAULT '{}',
  refs text[] NOT NULL DEFAULT '{}', addresses text[] NOT NULL DEFAULT '{}', from_address text NOT NULL, subject text NOT NULL, joined_by text,
  outcome text NOT NULL, reason text NOT NULL, may_auto_reply boolean NOT NULL, bounce jsonb, flags text[] NOT NULL DEFAULT '{}',
  written_at timestamptz, received_at timestamptz NOT NULL, text text, html text,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX mails_once ON mails (content_hash, header_id) WHERE direction = 'in';
CREATE INDEX mails_header_id ON mails (header_id) WHERE header_id <> '';
CREATE INDEX mails_ticket ON mails (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX mails_stray ON mails (received_at, id) WHERE ticket_id IS NULL;
CREATE INDEX mails_refs ON mails USING gin (refs);

CREATE TABLE mail_attachments (
  mail_id uuid NOT NULL REFERENCES mails ON DELETE CASCADE, place int NOT NULL, name text NOT NULL, content_type text NOT NULL, bytes bigint NOT NULL,
  sha256 text NOT NULL, is_inline boolean NOT NULL, cid text,
  PRIMARY KEY (mail_id, place)
);
CREATE INDEX mail_attachments_sha256 ON mail_attachments (sha256);

CREATE TABLE poison_mails (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  raw_sha256 text NOT NULL, bytes bigint NOT NULL, reason text NOT NULL, mailbox_id uuid REFERENCES mailboxes ON DELETE SET NULL,
  attempts int NOT NULL DEFAULT 1, state text NOT NULL, received_at timestamptz NOT NULL,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX poison_mails_raw_unique ON poison_mails (raw_sha256);
CREATE INDEX poison_mails_received ON poison_mails (received_at, id);
CREATE TRIGGER poison_mails_version BEFORE UPDATE ON poison_mails FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
`;

const down = `
DROP TABLE poison_mails, mail_attachments, mails, mailboxes, phone_hints;
DROP INDEX companies_website_domain;
DROP INDEX mail_addresses_domain;
ALTER TABLE interactions DROP COLUMN message_id;
DROP INDEX tickets_quiet;
ALTER TABLE tickets DROP COLUMN quiet_replies;
ALTER TABLE messages DROP COLUMN mail;
`;

/** Mails, our mailboxes, what could not be read, and what mail adds to tickets and people. */
export class CreateMail1700000900000 implements MigrationInterface {
  name = 'CreateMail1700000900000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
