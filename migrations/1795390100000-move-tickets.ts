import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
ALTER TABLE tickets ADD COLUMN merged_into_id uuid;
CREATE INDEX tickets_merged ON tickets (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE TABLE ticket_moves (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  kind text NOT NULL, from_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE, into_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE,
  by_id uuid REFERENCES accounts, undone_at timestamptz, restore jsonb NOT NULL, from_version int NOT NULL, into_version int NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX ticket_moves_from ON ticket_moves (from_id);
CREATE INDEX ticket_moves_into ON ticket_moves (into_id);
CREATE TRIGGER ticket_moves_version BEFORE UPDATE ON ticket_moves FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE ticket_moved_rows (
  move_id uuid NOT NULL REFERENCES ticket_moves ON DELETE CASCADE, kind text NOT NULL, row_id uuid NOT NULL,
  PRIMARY KEY (move_id, kind, row_id)
);
CREATE INDEX ticket_moved_rows_row ON ticket_moved_rows (row_id);
`;

const down = `
DROP TABLE ticket_moved_rows;
DROP TABLE ticket_moves;
ALTER TABLE tickets DROP COLUMN merged_into_id;
`;

/** Tickets merge and split: where a merged one is now, and a ledger of what moved, so that it can be moved back. */
export class MoveTickets1795390100000 implements MigrationInterface {
  name = 'MoveTickets1795390100000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
