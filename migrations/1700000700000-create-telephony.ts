import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The one row that says which telephone network is connected. */
export class CreateTelephony1700000700000 implements MigrationInterface {
  name = 'CreateTelephony1700000700000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE telephony (
      id uuid PRIMARY KEY, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
      kind text NOT NULL, account_sid text, api_key_sid text, sealed_secrets text, region text, edge text, public_url text, fallback_url text, application_sid text,
      state text NOT NULL, steps jsonb NOT NULL DEFAULT '[]', numbers jsonb NOT NULL DEFAULT '[]', tested_at timestamptz
    )`);
    await runner.query('CREATE TRIGGER telephony_version BEFORE UPDATE ON telephony FOR EACH ROW EXECUTE FUNCTION refuse_stale_version()');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE telephony');
  }
}
