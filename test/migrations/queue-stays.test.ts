import { expect, it } from 'vitest';
import { CreateQueueStays1795388106070 } from '../../migrations/1795388106070-create-queue-stays.js';
import { makeDataSource } from '../../server/core/db/data-source.js';
import { newId } from '../../server/core/id.js';
import { createTestDatabase } from '../support/database.js';

/** Queues, and seconds after noon at which something happened to a call. */
interface OldCall {
  queue: string | null;
  moves?: { from: string | null; to: string; at: number }[];
  answered?: number;
  diverted?: number;
  left?: number;
}
const at = (seconds: number | undefined) => (seconds === undefined ? null : new Date(Date.UTC(2026, 10, 2, 12, 0, seconds)));

it('fills the stays in queues from calls and what their timelines say about moves', async () => {
  const database = await createTestDatabase();
  const source = await makeDataSource({ url: database.url, entities: [], migrations: [], poolSize: 1 }).initialize();
  const runner = source.createQueryRunner();
  const migration = new CreateQueueStays1795388106070();
  await migration.down(runner);
  const [a, b] = [newId(), newId()];
  const calls: OldCall[] = [
    { queue: a, answered: 10, left: 90 },
    { queue: a, left: 3 },
    { queue: a, left: 30 },
    { queue: a, diverted: 0, left: 20 },
    { queue: a },
    { queue: null, diverted: 0, left: 9 },
    { queue: b, moves: [{ from: a, to: b, at: 30 }], answered: 35, left: 90 },
    { queue: b, moves: [{ from: a, to: b, at: 30 }], left: 33 },
    { queue: b, moves: [{ from: a, to: b, at: 60 }], answered: 10, left: 100 },
    {
      queue: a,
      moves: [
        { from: a, to: b, at: 30 },
        { from: b, to: a, at: 40 },
      ],
    },
  ];
  let number = 0;
  for (const call of calls) {
    const id = newId();
    await runner.query(
      `INSERT INTO calls (id, created_at, updated_at, provider_sid, state, state_since, queue_id, to_number, match, ticket_number, ticket_text, arrived_at, queued_at,
         answered_at, diverted_at, left_at) VALUES ($1, $2, $2, $3, 'ENDED', $2, $4, '1', 'none', $5, '1', $2, $2, $6, $7, $8)`,
      [id, at(0), `CA${++number}`, call.queue, number, at(call.answered), at(call.diverted), at(call.left)],
    );
    for (const { from, to, at: moved } of call.moves ?? [])
      await runner.query(`INSERT INTO call_moments (call_id, at, kind, details) VALUES ($1, $2, 'call.moved', $3)`, [
        id,
        at(moved),
        { from, to },
      ]);
  }
  await migration.up(runner);
  const rows: { call: number; queue: string; entered: number; left: number | null; outcome: string | null }[] = await runner.query(
    `SELECT c.ticket_number AS call, s.queue_id AS queue, extract(epoch FROM s.entered_at - c.arrived_at)::int AS entered,
       extract(epoch FROM s.left_at - c.arrived_at)::int AS left, s.outcome FROM queue_stays s JOIN calls c ON c.id = s.call_id ORDER BY c.ticket_number, s.number`,
  );
  expect(rows.map((row) => [row.call, row.queue === a ? 'a' : 'b', row.entered, row.left, row.outcome])).toEqual([
    [1, 'a', 0, 10, 'answered'],
    [2, 'a', 0, 3, 'short-abandoned'],
    [3, 'a', 0, 30, 'abandoned'],
    [4, 'a', 0, 0, 'flow-out'],
    [5, 'a', 0, null, null],
    [7, 'a', 0, 30, 'flow-out'],
    [7, 'b', 30, 35, 'answered'],
    [8, 'a', 0, 30, 'flow-out'],
    [8, 'b', 30, 33, 'short-abandoned'],
    [9, 'a', 0, 10, 'answered'],
    [9, 'b', 60, 100, 'abandoned'],
    [10, 'a', 0, 30, 'flow-out'],
    [10, 'b', 30, 40, 'flow-out'],
    [10, 'a', 40, null, null],
  ]);
  await runner.release();
  await source.destroy();
  await database.drop();
});
