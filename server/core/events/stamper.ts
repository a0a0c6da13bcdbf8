import type pg from 'pg';
import { TAIL_CHANNEL } from '../nodes/node-session.js';

// Prepared on its connection: planning over the daily partitions took longer than stamping.
const STAMP = `
WITH head AS (SELECT seq FROM event_head WHERE id = 1 FOR UPDATE),
todo AS (SELECT id, at FROM events WHERE seq IS NULL ORDER BY id LIMIT 1000 FOR UPDATE),
numbered AS (SELECT id, at, (SELECT seq FROM head) + row_number() OVER (ORDER BY id) AS seq FROM todo),
stamped AS (UPDATE events e SET seq = n.seq FROM numbered n WHERE e.id = n.id AND e.at = n.at RETURNING e.seq),
top AS (SELECT max(seq) AS seq, count(*)::int AS n FROM stamped),
moved AS (UPDATE event_head SET seq = top.seq FROM top WHERE event_head.id = 1 AND top.n > 0)
SELECT seq::text AS seq, n FROM top`;

/**
 * Gives committed events their order, in one statement on the connection that holds leadership. A number taken at insert is not
 * commit order: a reader that remembers "last id" would lose a slow writer's row; a number given after commit does not lose it.
 * Returns how many events were stamped.
 */
export async function stampAll(client: pg.Client, hasOtherNodes: boolean): Promise<number> {
  let total = 0;
  for (;;) {
    const n = await stampBatch(client, hasOtherNodes);
    total += n;
    if (n < 1000) return total;
  }
}

async function stampBatch(client: pg.Client, hasOtherNodes: boolean): Promise<number> {
  const result = await client.query<{ seq: string | null; n: number }>({ name: 'stamp', text: STAMP });
  const n = result.rows[0]?.n ?? 0;
  if (n > 0 && hasOtherNodes) await client.query(`NOTIFY ${TAIL_CHANNEL}`);
  return n;
}
