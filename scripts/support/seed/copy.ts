import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** One column's value as COPY takes it. */
export type Cell = string | number | boolean | null;

const CHUNK = 256 * 1024;
const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function write(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'string') return SPECIAL.test(cell) ? cell.replace(/[\\\t\n\r]/g, (one) => ESCAPES[one] ?? one) : cell;
  return typeof cell === 'boolean' ? (cell ? 't' : 'f') : String(cell);
}

/** Streams rows into a table; `columns` as in SQL. Returns how many. */
export async function copyRows(
  client: pg.Client,
  into: { table: string; columns: string },
  rows: Iterable<readonly Cell[]>,
): Promise<number> {
  const target = client.query(copyFrom(`COPY ${into.table} (${into.columns}) FROM STDIN`));
  let chunk = '';
  let count = 0;
  for (const row of rows) {
    let line = write(row[0] ?? null);
    for (let at = 1; at < row.length; at++) line += `\t${write(row[at] ?? null)}`;
    chunk += `${line}\n`;
    count++;
    if (chunk.length > CHUNK) {
      if (!target.write(chunk)) await once(target, 'drain');
      chunk = '';
    }
  }
  target.end(chunk);
  await finished(target);
  return count;
}
