import type { MigrationInterface, QueryRunner } from 'typeorm';

const order = `((priority * 100000000000000::bigint - (extract(epoch FROM active_at AT TIME ZONE 'UTC') * 1000)::bigint)), id`;

const up = `
CREATE INDEX tickets_open_priority ON tickets (${order}) WHERE ended_at IS NULL;
CREATE INDEX tickets_priority ON tickets (${order});
CREATE STATISTICS tickets_states (mcv) ON status, ended_at FROM tickets;
ANALYZE tickets;`;

const down = `
DROP STATISTICS tickets_states;
DROP INDEX tickets_priority;
DROP INDEX tickets_open_priority;`;

/** Lists by priority go by an index, and the planner knows which states are ends: it took the two for independent, and open tickets for few. */
export class IndexTicketOrders1795391700000 implements MigrationInterface {
  name = 'IndexTicketOrders1795391700000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
