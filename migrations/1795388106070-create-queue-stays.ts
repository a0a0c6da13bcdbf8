import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
CREATE TABLE queue_stays (
  call_id uuid NOT NULL REFERENCES calls (id) ON DELETE CASCADE, number int NOT NULL, queue_id uuid NOT NULL,
  entered_at timestamptz NOT NULL, left_at timestamptz, outcome text,
  PRIMARY KEY (call_id, number),
  CONSTRAINT queue_stays_decided_at_once CHECK ((left_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT queue_stays_left_after_entering CHECK (left_at >= entered_at)
);
CREATE INDEX queue_stays_by_queue ON queue_stays (queue_id, entered_at);
CREATE UNIQUE INDEX queue_stays_one_open ON queue_stays (call_id) WHERE outcome IS NULL;

-- Where each call went is in its timeline; the first of answer, move, diversion and hang-up after the entering decided each stay.
WITH moves AS (
  SELECT id, call_id, at, (details->>'from')::uuid AS from_queue, (details->>'to')::uuid AS to_queue FROM call_moments WHERE kind = 'call.moved'
), entries AS (
  SELECT c.id AS call_id, 0::bigint AS place, coalesce(c.queued_at, c.arrived_at) AS entered_at,
    CASE WHEN m.call_id IS NULL THEN c.queue_id ELSE m.from_queue END AS queue_id
  FROM calls c LEFT JOIN (SELECT DISTINCT ON (call_id) call_id, from_queue FROM moves ORDER BY call_id, id) m ON m.call_id = c.id
  UNION ALL SELECT call_id, id, at, to_queue FROM moves
), stays AS (
  SELECT *, lead(entered_at) OVER w AS moved_at, row_number() OVER w AS number FROM entries WINDOW w AS (PARTITION BY call_id ORDER BY place)
), decided AS (
  SELECT s.*, a.answered_at, CASE WHEN a.answered_at IS NOT NULL THEN NULL ELSE coalesce(s.moved_at, c.diverted_at) END AS led_at,
    CASE WHEN s.moved_at IS NULL THEN coalesce(c.left_at, c.ended_at) END AS hung_up_at
  FROM stays s JOIN calls c ON c.id = s.call_id CROSS JOIN LATERAL (
    SELECT CASE WHEN c.answered_at >= s.entered_at AND (s.moved_at IS NULL OR c.answered_at < s.moved_at) THEN c.answered_at END AS answered_at) a
), ends AS (
  SELECT *, CASE WHEN coalesce(answered_at, led_at, hung_up_at) IS NOT NULL THEN greatest(entered_at, coalesce(answered_at, led_at, hung_up_at)) END AS left_at
  FROM decided
)
INSERT INTO queue_stays (call_id, number, queue_id, entered_at, left_at, outcome)
SELECT call_id, number, queue_id, entered_at, left_at, CASE WHEN answered_at IS NOT NULL THEN 'answered' WHEN led_at IS NOT NULL THEN 'flow-out'
  WHEN left_at - entered_at < interval '5 seconds' THEN 'short-abandoned' WHEN left_at IS NOT NULL THEN 'abandoned' END
FROM ends WHERE queue_id IS NOT NULL;
`;

const down = `DROP TABLE queue_stays;`;

/** A call is counted in every queue it was offered to, with one outcome in each; filled from the calls and their timelines. */
export class CreateQueueStays1795388106070 implements MigrationInterface {
  name = 'CreateQueueStays1795388106070';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
