import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE TABLE mail_image_senders (
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE, address text NOT NULL, created_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, address)
);
`;

const down = `DROP TABLE mail_image_senders;`;

/** Whose mails somebody wants to see with pictures of other servers. */
export class TrustImageSenders1795387800000 implements MigrationInterface {
  name = 'TrustImageSenders1795387800000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
