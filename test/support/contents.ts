import pg from 'pg';
import { quote, tablesOf } from '../../scripts/support/backup/catalog.js';
import type { TestDatabase } from './database.js';

/** For every table how many rows it holds and a digest of them, in any order; but for the tables named in `without`. */
export async function contentsOf(database: TestDatabase, without: readonly string[] = []): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const found: Record<string, string> = {};
    for (const { schema, name, columns } of await tablesOf(client)) {
      if (without.includes(name)) continue;
      const row = columns.map((column) => quote(column)).join(', ');
      const sql = `select count(*) || ' ' || coalesce(md5(string_agg(r::text, '|' order by r::text)), '') as digest from (select ${row} from ${quote(schema, name)}) r`;
      found[`${schema}.${name}`] = (await client.query<{ digest: string }>(sql)).rows[0]?.digest ?? '';
    }
    return found;
  } finally {
    await client.end();
  }
}
