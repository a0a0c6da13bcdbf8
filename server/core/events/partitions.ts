import type { DataSource, EntityManager } from 'typeorm';

const KEPT_DAYS = 3;

/**
 * Makes the partitions of today and the next two days and drops those wholly older than 72 h. Events are a replay log, not history. Each step waits
 * for its lock two seconds at most: behind a waiting DROP every publisher would queue. What was not to be had is done an hour later.
 */
export async function tendPartitions(dataSource: DataSource, now: Date): Promise<void> {
  for (let ahead = 0; ahead < 3; ahead++) {
    await briefly(dataSource, (db) => createPartition(db, new Date(now.getTime() + ahead * 86_400_000)));
  }
  const oldestKept = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  const rows: { name: string }[] = await dataSource.query(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'events'::regclass AND c.relname ~ '^events_[0-9]{8}$'`,
  );
  for (const { name } of rows)
    if (name < `events_${compact(oldestKept)}`) await briefly(dataSource, (db) => db.query(`DROP TABLE ${name}`));
  await dataSource.query(`DELETE FROM events_default WHERE at < $1`, [oldestKept]);
}

function briefly(dataSource: DataSource, run: (db: EntityManager) => Promise<unknown>): Promise<void> {
  return dataSource.transaction(async (db) => {
    await db.query(`SET LOCAL lock_timeout = '2s'`);
    await run(db);
  });
}

async function createPartition(db: EntityManager, day: Date): Promise<void> {
  const name = `events_${compact(day)}`;
  const exists: unknown[] = await db.query('SELECT 1 FROM pg_class WHERE relname = $1', [name]);
  if (exists.length > 0) return;
  const from = day.toISOString().slice(0, 10);
  const to = new Date(Date.parse(from) + 86_400_000).toISOString().slice(0, 10);
  // Rows that arrived before their partition existed stay in the default one: attaching over them is refused, and they are few.
  const early: unknown[] = await db.query('SELECT 1 FROM events_default WHERE at >= $1 AND at < $2 LIMIT 1', [from, to]);
  if (early.length === 0)
    await db.query(
      `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF events FOR VALUES FROM ('${from} 00:00:00+00') TO ('${to} 00:00:00+00')`,
    );
}

function compact(day: Date): string {
  return day.toISOString().slice(0, 10).replaceAll('-', '');
}
