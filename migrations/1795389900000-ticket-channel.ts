import type { MigrationInterface, QueryRunner } from 'typeorm';

// Tickets a customer's mail or a call made are told from the traces they left; what nobody can tell was made here.
const up = `
ALTER TABLE tickets ADD COLUMN channel text NOT NULL DEFAULT 'desk';
UPDATE tickets t SET channel = 'mail', version = t.version + 1 FROM mails m WHERE m.ticket_id = t.id AND m.outcome = 'created';
UPDATE tickets t SET channel = 'phone', version = t.version + 1 FROM calls c WHERE c.ticket_id = t.id AND c.ticket_number = t.number;
`;

const down = `ALTER TABLE tickets DROP COLUMN channel;`;

/** How a ticket came: by mail, by phone, or made at a desk. */
export class TicketChannel1795389900000 implements MigrationInterface {
  name = 'TicketChannel1795389900000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
