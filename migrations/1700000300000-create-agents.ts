import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE presences (
    account_id uuid PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE, version int NOT NULL DEFAULT 1, fence int NOT NULL DEFAULT 0,
    intent text NOT NULL, intent_since timestamptz NOT NULL, pause_reason_id uuid, activity text NOT NULL, call_id uuid, queue_id uuid,
    is_connected boolean NOT NULL, has_device boolean NOT NULL, has_missed_call boolean NOT NULL, reach text NOT NULL, is_routable boolean NOT NULL,
    idle_since timestamptz NOT NULL, since timestamptz NOT NULL, leader_tab_id text, calls_today int NOT NULL DEFAULT 0, calls_day date NOT NULL
  )`,
  'CREATE INDEX presences_routable ON presences (account_id) WHERE is_routable',
  `CREATE TABLE presence_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE, at timestamptz NOT NULL,
    intent text NOT NULL, pause_reason_id uuid, activity text NOT NULL, reach text NOT NULL, call_id uuid, queue_id uuid
  )`,
  'CREATE INDEX presence_log_account ON presence_log (account_id, at)',
  'CREATE INDEX presence_log_at ON presence_log (at)',
  `CREATE TABLE agent_tabs (
    socket_id text PRIMARY KEY, account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE, tab_id text NOT NULL, node_id uuid NOT NULL,
    connected_at timestamptz NOT NULL
  )`,
  'CREATE INDEX agent_tabs_account ON agent_tabs (account_id)',
  'CREATE INDEX agent_tabs_node ON agent_tabs (node_id)',
];

/** Presence of agents, its log, and the tabs that keep it alive. */
export class CreateAgents1700000300000 implements MigrationInterface {
  name = 'CreateAgents1700000300000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agent_tabs, presence_log, presences');
  }
}
