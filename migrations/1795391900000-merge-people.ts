import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
ALTER TABLE persons ADD COLUMN merged_into_id uuid;
CREATE INDEX persons_merged ON persons (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE TABLE person_merges (
  id uuid NOT NULL, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  from_id uuid NOT NULL REFERENCES persons ON DELETE CASCADE, into_id uuid NOT NULL REFERENCES persons ON DELETE CASCADE,
  by_id uuid REFERENCES accounts, undone_at timestamptz, restore jsonb NOT NULL, from_version int NOT NULL, into_version int NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX person_merges_from ON person_merges (from_id);
CREATE INDEX person_merges_into ON person_merges (into_id);
CREATE TRIGGER person_merges_version BEFORE UPDATE ON person_merges FOR EACH ROW EXECUTE FUNCTION refuse_stale_version();

CREATE TABLE person_merged_rows (
  merge_id uuid NOT NULL REFERENCES person_merges ON DELETE CASCADE, kind text NOT NULL, row_id uuid NOT NULL,
  PRIMARY KEY (merge_id, kind, row_id)
);
`;

const down = `
DROP TABLE person_merged_rows;
DROP TABLE person_merges;
ALTER TABLE persons DROP COLUMN merged_into_id;
`;

/** Records of one person become one: where a merged one is now, and a ledger of what moved, so that they can be parted again. */
export class MergePeople1795391900000 implements MigrationInterface {
  name = 'MergePeople1795391900000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
