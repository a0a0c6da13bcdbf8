import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE TABLE ticket_links (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  kind text NOT NULL, from_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE, to_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE,
  by_id uuid REFERENCES accounts,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ticket_links_once ON ticket_links (from_id, to_id);
CREATE UNIQUE INDEX ticket_links_one_parent ON ticket_links (to_id) WHERE kind = 'child';
CREATE INDEX ticket_links_to ON ticket_links (to_id);
CREATE TRIGGER ticket_links_version BEFORE UPDATE ON ticket_links FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
`;

/** Tickets that have to do with each other: related ones, and children of a parent. */
export class LinkTickets1795390200000 implements MigrationInterface {
  name = 'LinkTickets1795390200000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ticket_links');
  }
}
