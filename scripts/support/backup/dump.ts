import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ArchiveWriter } from './archive.js';
import { type BackupHeader, migrationsOf, partitionsOf, quote, sequencesOf, tablesOf } from './catalog.js';
import { storedFiles } from './stored-files.js';

/** What to back up, and where to. */
export interface DumpOptions {
  url: string;
  dataDir: string;
  file: string;
}

/** What a backup holds. */
export interface DumpSummary {
  tables: number;
  files: number;
  bytes: number;
}

async function writeDatabase(client: pg.Client, archive: ArchiveWriter): Promise<number> {
  // One snapshot for all tables, however long the copy takes and whatever is written meanwhile.
  await client.query('begin isolation level repeatable read read only');
  const migrations = await migrationsOf(client);
  const tables = await tablesOf(client);
  const sequences = await sequencesOf(client);
  const header: BackupHeader = {
    format: 1,
    createdAt: new Date().toISOString(),
    migrations,
    partitions: await partitionsOf(client),
    sequences,
  };
  await archive.writeJson('H', header);
  for (const { schema, name, columns } of tables) {
    await archive.writeJson('T', { schema, name, columns });
    const rows = client.query(
      copyTo(`copy (select ${columns.map((column) => quote(column)).join(', ')} from ${quote(schema, name)}) to stdout`),
    );
    for await (const chunk of rows as AsyncIterable<Buffer>) await archive.write('D', chunk);
  }
  await client.query('commit');
  return tables.length;
}

async function writeFiles(dataDir: string, archive: ArchiveWriter): Promise<number> {
  const files = storedFiles(dataDir);
  for (const file of files) {
    await archive.writeJson('F', file);
    for await (const chunk of createReadStream(join(dataDir, file.path)) as AsyncIterable<Buffer>) await archive.write('D', chunk);
  }
  return files.length;
}

/**
 * Writes one consistent backup of a running installation: every row as of one instant, sequences, the job queue, stored files,
 * secrets and the migration head. The file appears under its name only when whole, readable by its owner alone. Throws when it
 * exists already.
 */
export async function dump({ url, dataDir, file }: DumpOptions): Promise<DumpSummary> {
  if (existsSync(file)) throw new Error(`${file} exists already: a backup is never written over another.`);
  const partial = `${file}.partial`;
  const gzip = createGzip({ level: 3 });
  const out = gzip.pipe(createWriteStream(partial, { mode: 0o600, flush: true }));
  const written = once(out, 'finish');
  const client = new pg.Client({ connectionString: url, application_name: 'ringback-backup' });
  try {
    await client.connect();
    const archive = new ArchiveWriter(gzip);
    const work = async () => {
      const tables = await writeDatabase(client, archive);
      const files = await writeFiles(dataDir, archive);
      await archive.finish();
      return { tables, files };
    };
    // Both at once: a full disk must end the work, not leave it waiting for a stream that will never drain.
    const [summary] = await Promise.all([work(), written]);
    renameSync(partial, file);
    await client.end();
    return { ...summary, bytes: statSync(file).size };
  } catch (error) {
    out.destroy();
    rmSync(partial, { force: true });
    client.end().catch(() => undefined);
    throw error;
  }
}
