import type { MigrationInterface, QueryRunner } from 'typeorm';

// No foreign key: writing a document must not wait for whoever works on the ticket. Documents lie beside the rows, which are small and read by the thousand.
const up = `
CREATE SEQUENCE search_newest AS bigint;
CREATE SEQUENCE search_oldest AS bigint INCREMENT -1 MAXVALUE -1 START -1;
CREATE TABLE search_docs (
  id uuid NOT NULL, place bigint NOT NULL, at timestamptz NOT NULL, began timestamptz NOT NULL, party text NOT NULL, words tsvector NOT NULL,
  PRIMARY KEY (id)
) WITH (toast_tuple_target = 128);
CREATE INDEX search_docs_words ON search_docs USING gin (words);

CREATE TABLE search_state (
  id int NOT NULL CHECK (id = 1), seq bigint NOT NULL, swept_at timestamptz NOT NULL, swept_id uuid, is_swept boolean NOT NULL,
  PRIMARY KEY (id)
);
INSERT INTO search_state SELECT 1, seq, 'infinity', NULL, false FROM event_head;
`;

const down = `
DROP TABLE search_state, search_docs;
DROP SEQUENCE search_newest, search_oldest;
`;

/** What search looks at: a document for each ticket, and how far the index has followed the events and swept what was there before. */
export class CreateSearch1795391000000 implements MigrationInterface {
  name = 'CreateSearch1795391000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
