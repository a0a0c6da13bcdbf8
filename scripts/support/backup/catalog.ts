import type { ClientBase } from 'pg';

/** A table with the columns that can be written (generated ones follow by themselves). */
export interface TableInfo {
  schema: string;
  name: string;
  columns: string[];
}

/** A partition as it must be made again before its rows arrive. */
interface PartitionInfo {
  name: string;
  parent: string;
  bound: string;
}

/** Where a sequence (of an identity column too) stands. */
interface SequenceInfo {
  name: string;
  value: string;
  isCalled: boolean;
}

/** First frame of a backup. */
export interface BackupHeader {
  format: 1;
  createdAt: string;
  /** Migrations applied, oldest first. */
  migrations: string[];
  partitions: PartitionInfo[];
  sequences: SequenceInfo[];
}

/** Our schema and the job queue's; the queue's list of its own migrations stays what the program makes it. */
const OURS = `n.nspname in ('public', 'graphile_worker') and not (n.nspname = 'graphile_worker' and c.relname = 'migrations')`;

/** A name as SQL, quoted. */
export const quote = (...parts: string[]) => parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');

/** Every table that holds rows of its own or of its partitions, in name order. */
export async function tablesOf(client: ClientBase): Promise<TableInfo[]> {
  const { rows } = await client.query<TableInfo>(
    `select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where c.relkind in ('r', 'p') and not c.relispartition and ${OURS} and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      group by 1, 2 order by 1, 2`,
  );
  return rows;
}

/** Partitions with their bounds, parents before children. */
export async function partitionsOf(client: ClientBase): Promise<PartitionInfo[]> {
  const { rows } = await client.query<PartitionInfo>(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name, i.inhparent::regclass::text as parent, pg_get_expr(c.relpartbound, c.oid) as bound
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_inherits i on i.inhrelid = c.oid
      where c.relispartition and c.relkind in ('r', 'p') and ${OURS} order by c.oid`,
  );
  return rows;
}

/** Where every sequence stands. Sequences know no snapshot: read once the snapshot is taken, they are never behind its rows. */
export async function sequencesOf(client: ClientBase): Promise<SequenceInfo[]> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${OURS} order by 1`,
  );
  const found: SequenceInfo[] = [];
  for (const { name } of rows) {
    const state = await client.query<{ value: string; is_called: boolean }>(`select last_value::text as value, is_called from ${name}`);
    const row = state.rows[0];
    if (row) found.push({ name, value: row.value, isCalled: row.is_called });
  }
  return found;
}

/** Names of the applied migrations, oldest first; empty for a database that has none. */
export async function migrationsOf(client: ClientBase): Promise<string[]> {
  const known = await client.query<{ found: string | null }>(`select to_regclass('public.migrations')::text as found`);
  if (!known.rows[0]?.found) return [];
  const { rows } = await client.query<{ name: string }>('select name from public.migrations order by id');
  return rows.map((row) => row.name);
}
