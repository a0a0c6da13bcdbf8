import type { MigrationInterface, QueryRunner } from 'typeorm';

const base = 'id uuid PRIMARY KEY, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL';
const tables = ['recordings', 'queues', 'queue_members', 'phone_lines', 'dispositions', 'pause_reasons'];

const up = [
  `CREATE TABLE recordings (${base}, name text NOT NULL, media_type text NOT NULL, sha256 text NOT NULL, bytes int NOT NULL, seconds int)`,
  `CREATE TABLE queues (
    ${base}, name text NOT NULL, team_id uuid NOT NULL REFERENCES teams (id), language text NOT NULL, time_zone text, hours jsonb, closed_on text[] NOT NULL DEFAULT '{}',
    greeting jsonb, waiting jsonb, waiting_every_seconds int NOT NULL, music_id uuid REFERENCES recordings (id),
    closed_path jsonb NOT NULL, full_path jsonb NOT NULL, max_wait_path jsonb NOT NULL, nobody_path jsonb NOT NULL, max_waiting int, max_wait_seconds int,
    priority int NOT NULL, strategy text NOT NULL, level_seconds int NOT NULL, offer_seconds int NOT NULL, avoid_agent_seconds int NOT NULL,
    wrap_up_mode text NOT NULL, wrap_up_seconds int NOT NULL, after_wrap_up text NOT NULL, service_level_seconds int NOT NULL, service_level_percent int NOT NULL,
    auto_join_only_ticket boolean NOT NULL, read_out_number boolean NOT NULL, is_active boolean NOT NULL DEFAULT true, is_demo boolean NOT NULL DEFAULT false
  )`,
  'CREATE UNIQUE INDEX queues_name_unique ON queues (name)',
  `CREATE TABLE queue_members (
    ${base}, queue_id uuid NOT NULL REFERENCES queues (id) ON DELETE CASCADE, account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE, level int NOT NULL
  )`,
  'CREATE UNIQUE INDEX queue_members_unique ON queue_members (queue_id, account_id)',
  'CREATE INDEX queue_members_account ON queue_members (account_id)',
  `CREATE TABLE phone_lines (
    ${base}, e164 text NOT NULL, label text NOT NULL, queue_id uuid REFERENCES queues (id) ON DELETE SET NULL, is_demo boolean NOT NULL DEFAULT false
  )`,
  'CREATE UNIQUE INDEX phone_lines_e164_unique ON phone_lines (e164)',
  'CREATE INDEX phone_lines_queue ON phone_lines (queue_id)',
  `CREATE TABLE dispositions (
    ${base}, queue_id uuid REFERENCES queues (id) ON DELETE CASCADE, digit int, label jsonb NOT NULL, effect text NOT NULL, requires text[] NOT NULL DEFAULT '{}',
    is_active boolean NOT NULL DEFAULT true, is_demo boolean NOT NULL DEFAULT false
  )`,
  'CREATE UNIQUE INDEX dispositions_digit_of_queue ON dispositions (queue_id, digit) WHERE queue_id IS NOT NULL AND is_active',
  'CREATE UNIQUE INDEX dispositions_digit_of_all ON dispositions (digit) WHERE queue_id IS NULL AND is_active',
  `CREATE TABLE pause_reasons (${base}, digit int, label jsonb NOT NULL, limit_minutes int, is_active boolean NOT NULL DEFAULT true)`,
  'CREATE UNIQUE INDEX pause_reasons_digit ON pause_reasons (digit) WHERE is_active',
  ...tables.map(
    (table) => `CREATE TRIGGER ${table}_version BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_stale_version()`,
  ),
];

/** Queues, who answers them, our numbers, what callers hear, how calls and pauses are coded. */
export class CreateQueues1700000200000 implements MigrationInterface {
  name = 'CreateQueues1700000200000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${[...tables].reverse().join(', ')}`);
  }
}
