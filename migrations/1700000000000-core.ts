import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE FUNCTION refuse_stale_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version <= OLD.version THEN
    RAISE EXCEPTION 'version of %.% must grow (% -> %)', TG_TABLE_NAME, OLD.id, OLD.version, NEW.version USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TABLE settings (
  key text NOT NULL, value jsonb NOT NULL, version int NOT NULL DEFAULT 1, updated_at timestamptz NOT NULL,
  PRIMARY KEY (key)
);

CREATE TABLE accounts (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  name text NOT NULL, email text NOT NULL, password_hash text NOT NULL, roles text[] NOT NULL, language text NOT NULL,
  time_zone text, is_active boolean NOT NULL DEFAULT true, is_demo boolean NOT NULL DEFAULT false, preferences jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX accounts_email_unique ON accounts (email);
CREATE TRIGGER accounts_version BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE teams (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  name text NOT NULL, is_confidential boolean NOT NULL DEFAULT false, is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX teams_name_unique ON teams (name);
CREATE TRIGGER teams_version BEFORE UPDATE ON teams FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE team_members (
  team_id uuid NOT NULL REFERENCES teams ON DELETE CASCADE, account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  is_supervisor boolean NOT NULL DEFAULT false, is_member boolean NOT NULL DEFAULT true,
  PRIMARY KEY (team_id, account_id)
);
CREATE INDEX team_members_account ON team_members (account_id);

CREATE TABLE sessions (
  id uuid NOT NULL, account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE, secret_hash text NOT NULL,
  created_at timestamptz NOT NULL, last_seen_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, revoked_at timestamptz, ip text NOT NULL, device text NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX sessions_account ON sessions (account_id);

CREATE TABLE api_tokens (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE, name text NOT NULL, secret_hash text NOT NULL, scopes text[] NOT NULL,
  last_used_at timestamptz, revoked_at timestamptz,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX api_tokens_secret_unique ON api_tokens (secret_hash);
CREATE TRIGGER api_tokens_version BEFORE UPDATE ON api_tokens FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY, type text NOT NULL, entity_id text NOT NULL, payload jsonb NOT NULL, rooms text[] NOT NULL,
  actor_id uuid, op_id text, at timestamptz NOT NULL, seq bigint,
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE events_default PARTITION OF events DEFAULT;
CREATE INDEX events_unstamped ON events (id) WHERE seq IS NULL;
CREATE INDEX events_seq ON events (seq) WHERE seq IS NOT NULL;
CREATE TABLE event_head (id int PRIMARY KEY CHECK (id = 1), seq bigint NOT NULL, epoch uuid NOT NULL);
INSERT INTO event_head VALUES (1, 0, gen_random_uuid());

CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, actor_id uuid, actor_name text NOT NULL, op_id text, request_id text NOT NULL,
  entity text NOT NULL, entity_id text NOT NULL, action text NOT NULL, changes jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_entity ON audit (entity, entity_id, id);
CREATE INDEX audit_actor ON audit (actor_id, at);

CREATE TABLE deadlines (
  kind text NOT NULL, key text NOT NULL, due_at timestamptz NOT NULL, payload jsonb NOT NULL, attempts int NOT NULL DEFAULT 0, last_error text,
  PRIMARY KEY (kind, key)
);
CREATE INDEX deadlines_due ON deadlines (due_at);

CREATE TABLE idempotency_keys (
  actor_id uuid NOT NULL, key text NOT NULL, operation text NOT NULL, input_hash text NOT NULL, status int NOT NULL, answer jsonb NOT NULL, created_at timestamptz NOT NULL,
  PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);

CREATE TABLE nodes (
  id uuid NOT NULL, lock_key bigint NOT NULL, host text NOT NULL, pid int NOT NULL, started_at timestamptz NOT NULL, worker_ids text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (id)
);
`;

const down = `
DROP TABLE nodes, idempotency_keys, deadlines, audit, event_head, events, api_tokens, sessions, team_members, teams, accounts, settings;
DROP FUNCTION refuse_stale_version;
`;

/** The tables of the house itself: accounts, teams, sessions, settings, events, audit, deadlines, idempotency, nodes. */
export class Core1700000000000 implements MigrationInterface {
  name = 'Core1700000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
