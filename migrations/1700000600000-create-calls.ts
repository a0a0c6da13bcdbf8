import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls, their legs and offers; what agents write; debts to callers; the carrier's inbox and our commands to it. */
export class CreateCalls1700000600000 implements MigrationInterface {
  name = 'CreateCalls1700000600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...calls, ...desks, ...carrier]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE carrier_commands, webhook_receipts, call_moments, lost_calls, call_desks, offers, legs, calls');
  }
}

const trigger = (table: string) =>
  `CREATE TRIGGER ${table}_version BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_stale_version()`;

const calls = [
  `CREATE TABLE calls (
    id uuid PRIMARY KEY, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
    provider_sid text NOT NULL, state text NOT NULL, state_since timestamptz NOT NULL, queue_id uuid,
    from_number text, to_number text NOT NULL, match text NOT NULL, candidate_ids uuid[] NOT NULL DEFAULT '{}',
    person_id uuid, person_name text, company_id uuid, company_name text,
    ticket_number int NOT NULL, ticket_text text NOT NULL, ticket_id uuid, agent_id uuid, agent_leg_id uuid,
    priority int NOT NULL DEFAULT 0, is_front boolean NOT NULL DEFAULT false, visit int NOT NULL DEFAULT 1, queue_sid text, conference_sid text,
    arrived_at timestamptz NOT NULL, queued_at timestamptz, answered_at timestamptz, diverted_at timestamptz, held_since timestamptz,
    left_at timestamptz, ended_at timestamptz, outcome text, end_reason text,
    is_muted boolean NOT NULL DEFAULT false, is_hold_wanted boolean NOT NULL DEFAULT false, is_console_lost boolean NOT NULL DEFAULT false,
    wrap_up_ends_at timestamptz, wrap_up_extensions_left int NOT NULL DEFAULT 10, typing_extension_ms int NOT NULL DEFAULT 0,
    rejoin_nonce text, is_demo boolean NOT NULL DEFAULT false
  )`,
  'CREATE UNIQUE INDEX calls_provider_sid_key ON calls (provider_sid)',
  'CREATE UNIQUE INDEX calls_ticket_number_key ON calls (ticket_number)',
  `CREATE INDEX calls_waiting ON calls (queue_id, queued_at) WHERE state = 'QUEUED'`,
  `CREATE INDEX calls_live ON calls (state) WHERE state <> 'ENDED'`,
  `CREATE UNIQUE INDEX calls_one_live_per_agent ON calls (agent_id) WHERE state IN ('CONNECTING', 'BRIDGING', 'TALKING', 'HELD', 'AGENT_LOST')`,
  'CREATE INDEX calls_by_queue ON calls (queue_id, arrived_at)',
  'CREATE INDEX calls_by_agent ON calls (agent_id, arrived_at)',
  'CREATE INDEX calls_by_person ON calls (person_id, arrived_at)',
  'CREATE INDEX calls_by_number ON calls (from_number, arrived_at)',
  'CREATE INDEX calls_by_ticket ON calls (ticket_id)',
  'CREATE INDEX calls_arrived ON calls (arrived_at)',
  trigger('calls'),
  `CREATE TABLE legs (
    id uuid PRIMARY KEY, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
    call_id uuid NOT NULL REFERENCES calls (id) ON DELETE CASCADE, role text NOT NULL, agent_id uuid, label text NOT NULL, call_sid text NOT NULL, status text NOT NULL,
    is_in_room boolean NOT NULL DEFAULT false, is_muted boolean NOT NULL DEFAULT false, is_held boolean NOT NULL DEFAULT false,
    room_sid text, room_sequence int NOT NULL DEFAULT -1, room_at timestamptz, is_released boolean NOT NULL DEFAULT false,
    joined_at timestamptz, left_at timestamptz, left_reason text, last_event_at timestamptz NOT NULL, ended_at timestamptz, duration_seconds int, sip_code text
  )`,
  'CREATE UNIQUE INDEX legs_call_sid_key ON legs (call_sid)',
  'CREATE INDEX legs_by_call ON legs (call_id)',
  'CREATE INDEX legs_alive ON legs (last_event_at) WHERE ended_at IS NULL',
  trigger('legs'),
  `CREATE TABLE offers (
    id uuid PRIMARY KEY, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
    call_id uuid NOT NULL REFERENCES calls (id) ON DELETE CASCADE, agent_id uuid NOT NULL, state text NOT NULL,
    made_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, closed_at timestamptz, nonce text, fence int NOT NULL
  )`,
  `CREATE UNIQUE INDEX offers_one_open_per_call ON offers (call_id) WHERE state IN ('OFFERED', 'ACCEPTED', 'CONNECTING')`,
  `CREATE UNIQUE INDEX offers_one_open_per_agent ON offers (agent_id) WHERE state IN ('OFFERED', 'ACCEPTED', 'CONNECTING')`,
  'CREATE INDEX offers_by_call ON offers (call_id, agent_id, made_at)',
  'CREATE UNIQUE INDEX offers_nonce_key ON offers (nonce)',
  trigger('offers'),
];

const desks = [
  `CREATE TABLE call_desks (
    id uuid PRIMARY KEY, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
    agent_id uuid, state text NOT NULL, note text NOT NULL DEFAULT '', note_revision int NOT NULL DEFAULT 0, disposition_id uuid,
    next_step jsonb NOT NULL DEFAULT '{}', undo_until timestamptz, complete_before timestamptz, interaction_id uuid
  )`,
  `CREATE INDEX call_desks_to_complete ON call_desks (agent_id, complete_before) WHERE state = 'to-complete'`,
  trigger('call_desks'),
  `CREATE TABLE lost_calls (
    id uuid PRIMARY KEY, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
    identity text NOT NULL, from_number text, person_id uuid, person_name text, company_name text, queue_id uuid, last_call_id uuid NOT NULL, call_ids uuid[] NOT NULL,
    ticket_text text NOT NULL, first_at timestamptz NOT NULL, last_at timestamptz NOT NULL, longest_wait_ms int NOT NULL,
    state text NOT NULL, closed_at timestamptz, closed_by uuid, settled_by_call_id uuid, reason text, is_demo boolean NOT NULL DEFAULT false
  )`,
  `CREATE UNIQUE INDEX lost_calls_one_open ON lost_calls (identity) WHERE state = 'open'`,
  'CREATE INDEX lost_calls_settled_by ON lost_calls (settled_by_call_id) WHERE settled_by_call_id IS NOT NULL',
  'CREATE INDEX lost_calls_by_state ON lost_calls (state, last_at)',
  trigger('lost_calls'),
  `CREATE TABLE call_moments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, call_id uuid NOT NULL REFERENCES calls (id) ON DELETE CASCADE, at timestamptz NOT NULL, kind text NOT NULL,
    agent_id uuid, details jsonb NOT NULL DEFAULT '{}'
  )`,
  'CREATE INDEX call_moments_by_call ON call_moments (call_id, id)',
];

const carrier = [
  `CREATE TABLE webhook_receipts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, dedupe_key text NOT NULL, family text NOT NULL, call_sid text NOT NULL, call_id uuid, visit int NOT NULL DEFAULT 0,
    params jsonb NOT NULL, state text NOT NULL, answer text, token text, received_at timestamptz NOT NULL, processed_at timestamptz,
    attempts int NOT NULL DEFAULT 0, result text
  )`,
  'CREATE UNIQUE INDEX webhook_receipts_dedupe_key_key ON webhook_receipts (dedupe_key)',
  `CREATE INDEX webhook_receipts_open ON webhook_receipts (id) WHERE state IN ('PENDING', 'PARKED')`,
  'CREATE INDEX webhook_receipts_received ON webhook_receipts (received_at)',
  `CREATE TABLE carrier_commands (
    id uuid PRIMARY KEY, call_id uuid NOT NULL REFERENCES calls (id) ON DELETE CASCADE, leg_id uuid NOT NULL, kind text NOT NULL, visit int NOT NULL, argument text,
    state text NOT NULL, attempts int NOT NULL DEFAULT 0, node_id uuid, created_at timestamptz NOT NULL, finished_at timestamptz, result text
  )`,
  'CREATE INDEX carrier_commands_by_call ON carrier_commands (call_id, created_at)',
  `CREATE INDEX carrier_commands_open ON carrier_commands (created_at) WHERE state IN ('PENDING', 'INFLIGHT', 'UNKNOWN')`,
];
