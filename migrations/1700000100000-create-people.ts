import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE companies (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  name text NOT NULL, sort_name text COLLATE "C" NOT NULL, kind text NOT NULL, parent_id uuid REFERENCES companies, tier text, relation text NOT NULL,
  address jsonb NOT NULL, website text, customer_number text, owner_id uuid REFERENCES accounts, warning text, pinned_note text, notes text NOT NULL DEFAULT '',
  is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (id), CONSTRAINT companies_not_own_parent CHECK (parent_id <> id)
);
CREATE INDEX companies_parent ON companies (parent_id);
CREATE INDEX companies_sort ON companies (sort_name, id);
CREATE INDEX companies_owner ON companies (owner_id);
CREATE INDEX companies_trigram ON companies USING gin (sort_name gin_trgm_ops);
CREATE INDEX companies_customer_number ON companies (upper(customer_number) COLLATE "C");
CREATE TRIGGER companies_version BEFORE UPDATE ON companies FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE persons (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  given_name text NOT NULL, family_name text NOT NULL, sort_name text COLLATE "C" NOT NULL, title text, salutation text, name_hint text, kind text NOT NULL,
  language text, form_of_address text NOT NULL, time_zone text, preferred_hours jsonb, preferred_channel text, customer_number text, owner_id uuid REFERENCES accounts,
  is_vip boolean NOT NULL DEFAULT false, warning text, pinned_note text, notes text NOT NULL DEFAULT '', is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (id)
);
CREATE INDEX persons_sort ON persons (sort_name, id);
CREATE INDEX persons_owner ON persons (owner_id);
CREATE INDEX persons_trigram ON persons USING gin (sort_name gin_trgm_ops);
CREATE INDEX persons_customer_number ON persons (upper(customer_number) COLLATE "C");
CREATE TRIGGER persons_version BEFORE UPDATE ON persons FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE phone_numbers (
  id uuid NOT NULL, person_id uuid REFERENCES persons ON DELETE CASCADE, company_id uuid REFERENCES companies ON DELETE CASCADE,
  e164 text COLLATE "C" NOT NULL, extension text, display text NOT NULL, kind text NOT NULL, is_main_line boolean NOT NULL DEFAULT false, stem text COLLATE "C",
  source text NOT NULL, valid_from date, valid_until date, place int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL,
  PRIMARY KEY (id), CONSTRAINT phone_numbers_one_owner CHECK ((person_id IS NULL) <> (company_id IS NULL))
);
CREATE INDEX phone_numbers_e164 ON phone_numbers (e164);
CREATE INDEX phone_numbers_ending ON phone_numbers (reverse(e164) COLLATE "C");
CREATE INDEX phone_numbers_stem ON phone_numbers (stem) WHERE is_main_line;
CREATE INDEX phone_numbers_person ON phone_numbers (person_id);
CREATE INDEX phone_numbers_company ON phone_numbers (company_id);

CREATE TABLE mail_addresses (
  id uuid NOT NULL, person_id uuid REFERENCES persons ON DELETE CASCADE, company_id uuid REFERENCES companies ON DELETE CASCADE,
  address text COLLATE "C" NOT NULL, kind text NOT NULL, valid_from date, valid_until date, place int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL,
  PRIMARY KEY (id), CONSTRAINT mail_addresses_one_owner CHECK ((person_id IS NULL) <> (company_id IS NULL))
);
CREATE INDEX mail_addresses_address ON mail_addresses (address);
CREATE INDEX mail_addresses_person ON mail_addresses (person_id);
CREATE INDEX mail_addresses_company ON mail_addresses (company_id);

CREATE TABLE positions (
  id uuid NOT NULL, person_id uuid NOT NULL REFERENCES persons ON DELETE CASCADE, company_id uuid NOT NULL REFERENCES companies ON DELETE CASCADE,
  role text NOT NULL, manager_id uuid REFERENCES persons ON DELETE SET NULL, is_primary boolean NOT NULL, place int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX positions_person_company ON positions (person_id, company_id);
CREATE UNIQUE INDEX positions_primary ON positions (person_id) WHERE is_primary;
CREATE INDEX positions_company ON positions (company_id);
CREATE INDEX positions_manager ON positions (manager_id);

CREATE TABLE consents (
  id uuid NOT NULL, person_id uuid NOT NULL REFERENCES persons ON DELETE CASCADE, purpose text NOT NULL, channel text NOT NULL, state text NOT NULL,
  source text NOT NULL, proof text NOT NULL, at timestamptz NOT NULL, account_id uuid REFERENCES accounts, created_at timestamptz NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX consents_person ON consents (person_id, purpose, channel, at, id);

CREATE TABLE person_facts (
  person_id uuid NOT NULL REFERENCES persons ON DELETE CASCADE, open_tickets int NOT NULL DEFAULT 0, next_promise_at timestamptz,
  last_interaction_at timestamptz, first_interaction_at timestamptz,
  PRIMARY KEY (person_id)
);
CREATE INDEX person_facts_last ON person_facts (last_interaction_at, person_id);
CREATE TABLE company_facts (
  company_id uuid NOT NULL REFERENCES companies ON DELETE CASCADE, open_tickets int NOT NULL DEFAULT 0, next_promise_at timestamptz,
  last_interaction_at timestamptz, first_interaction_at timestamptz,
  PRIMARY KEY (company_id)
);

CREATE TABLE number_choices (
  e164 text COLLATE "C" NOT NULL, person_id uuid NOT NULL REFERENCES persons ON DELETE CASCADE, times int NOT NULL, last_at timestamptz NOT NULL,
  PRIMARY KEY (e164, person_id)
);
CREATE INDEX number_choices_person ON number_choices (person_id);

-- Derived from names and rebuilt with them, tens of millions of rows: no key of its own and no foreign keys, which would double its cost.
CREATE TABLE search_keys (key text COLLATE "C" NOT NULL, weight smallint NOT NULL, person_id uuid, company_id uuid);
CREATE INDEX search_keys_key ON search_keys (key, weight DESC);
CREATE INDEX search_keys_person ON search_keys (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX search_keys_company ON search_keys (company_id) WHERE company_id IS NOT NULL;
`;

const down = `
DROP TABLE search_keys, number_choices, company_facts, person_facts, consents, positions, mail_addresses, phone_numbers, persons, companies;
`;

/** People, companies and their numbers, addresses, positions, consents and search keys. */
export class CreatePeople1700000100000 implements MigrationInterface {
  name = 'CreatePeople1700000100000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
