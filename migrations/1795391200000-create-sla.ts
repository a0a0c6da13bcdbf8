import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE TABLE sla_calendars (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  name text NOT NULL, time_zone text NOT NULL, hours jsonb NOT NULL, region text, days jsonb NOT NULL DEFAULT '[]', imported_days jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (id)
);
CREATE TRIGGER sla_calendars_version BEFORE UPDATE ON sla_calendars FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE sla_policies (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  name text NOT NULL, calendar_id uuid NOT NULL REFERENCES sla_calendars, conditions jsonb NOT NULL,
  first_response int, next_response int, resolution int, warn_percent int NOT NULL DEFAULT 75, is_active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (id)
);
CREATE TRIGGER sla_policies_version BEFORE UPDATE ON sla_policies FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE ticket_slas (
  id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  policy_id uuid, due_at timestamptz, due_target text, clocks jsonb NOT NULL DEFAULT '[]', states jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (id)
);
CREATE INDEX ticket_slas_due ON ticket_slas (due_at, id) WHERE due_at IS NOT NULL;
CREATE TRIGGER ticket_slas_version BEFORE UPDATE ON ticket_slas FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();
`;

/** Service levels: the hours that count, what is promised for which tickets, and how the promises on each ticket stand. */
export class CreateSla1795391200000 implements MigrationInterface {
  name = 'CreateSla1795391200000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM deadlines WHERE kind = 'ticket.sla'; DROP TABLE ticket_slas, sla_policies, sla_calendars;`);
  }
}
