import type pg from 'pg';
import { TAIL_CHANNEL } from '../nodes/node-session.js';
import { type EventRow, type TailRow, toTailRow } from './tail.js';

// Prepared on its connection: planning over the daily partitions took longer than stamping.
const STAMP = `
WITH head AS (SELECT seq FROM event_head WHERE id = 1 FOR UPDATE),
todo AS (SELECT id, at FROM events WHERE seq IS NULL ORDER BY id LIMIT 1000),
numbered AS (SELECT id, at, (SELECT seq FROM head) + row_number() OVER (ORDER BY id) AS seq FROM todo),
stamped AS (UPDATE events e SET seq = n.seq FROM numbered n WHERE e.id = n.id AND e.at = n.at AND e.seq IS NULL
  RETURNING e.seq, e.type, e.at, e.op_id, e.payload, e.rooms),
moved AS (UPDATE event_head SET seq = (SELECT max(seq) FROM stamped) WHERE event_head.id = 1 AND EXISTS (SELECT 1 FROM stamped))
SELECT s.seq::text AS seq, s.type, s.at, s.op_id, s.payload, s.rooms FROM stamped s ORDER BY s.seq`;
const BATCH = 1000;

/**
 * Gives committed events their order, in one statement on the connection that holds leadership. A number taken at insert is not
 * commit order: a reader that remembers "last id" would lose a slow writer's row; a number given after commit does not lose it.
 * Returns what was stamped, in order: who stamps need not read it again.
 */
export async function stampAll(client: pg.Client, hasOtherNodes: boolean): Promise<TailRow[]> {
  const stamped: TailRow[] = [];
  for (;;) {
    const { rows } = await client.query<EventRow>({ name: 'stamp', text: STAMP });
    if (rows.length > 0 && hasOtherNodes) await client.query(`NOTIFY ${TAIL_CHANNEL}`);
    stamped.push(...rows.map(toTailRow));
    if (rows.length < BATCH) return stamped;
  }
}
