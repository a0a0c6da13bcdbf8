import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
DROP INDEX mail_addresses_domain;
DROP INDEX companies_website_domain;
CREATE INDEX mail_addresses_domain ON mail_addresses (split_part(address, '@', 2), person_id) WHERE person_id IS NOT NULL;
CREATE INDEX mail_addresses_company_domain ON mail_addresses (split_part(address, '@', 2), company_id) WHERE company_id IS NOT NULL;
CREATE INDEX companies_website_domain ON companies (substring(lower(website) from '^(?:[a-z]+://)?(?:www[.])?([^/:?#]+)'), id) WHERE website IS NOT NULL;`;

const down = `
DROP INDEX companies_website_domain;
DROP INDEX mail_addresses_company_domain;
DROP INDEX mail_addresses_domain;
CREATE INDEX mail_addresses_domain ON mail_addresses (split_part(address, '@', 2));
CREATE INDEX companies_website_domain ON companies (substring(lower(website) from '^(?:[a-z]+://)?(?:www[.])?([^/:?#]+)')) WHERE website IS NOT NULL;`;

/** The first of a domain in an order of their own: a plan made once for every domain then never reads the whole table, however many addresses one has. */
export class OrderDomains1795391600000 implements MigrationInterface {
  name = 'OrderDomains1795391600000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
