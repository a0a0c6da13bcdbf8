import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync, type WriteStream } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ArchiveError, readFrames } from './archive.js';
import { type BackupHeader, quote, type TableInfo } from './catalog.js';
import type { StoredFile } from './stored-files.js';

function open(file: string): Readable {
  const gunzip = createGunzip();
  createReadStream(file)
    .on('error', (error) => gunzip.destroy(error))
    .pipe(gunzip);
  return gunzip;
}

/** Reads a backup from end to end and returns its header. Throws ArchiveError when it is none, is cut off or damaged. */
export async function verify(file: string): Promise<BackupHeader> {
  let header: BackupHeader | undefined;
  try {
    for await (const { kind, payload } of readFrames(open(file))) {
      if (!header) {
        if (kind !== 'H') throw new ArchiveError('This file is not a Ringback backup.');
        header = JSON.parse(payload.toString()) as BackupHeader;
        if (header.format !== 1)
          throw new ArchiveError(`This backup has format ${String(header.format)}, which this Ringback does not know.`);
      }
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new ArchiveError('This file is not a whole Ringback backup.');
    throw error;
  }
  if (!header) throw new ArchiveError('This file is not a Ringback backup.');
  return header;
}

async function closeQuietly(target: Writable | undefined): Promise<void> {
  if (!target) return;
  target.end();
  await finished(target);
}

function beginTable(client: pg.Client, { schema, name, columns }: TableInfo): Writable {
  return client.query(copyFrom(`copy ${quote(schema, name)} (${columns.map((column) => quote(column)).join(', ')}) from stdin`));
}

function beginFile(staging: string, { path, mode }: StoredFile): WriteStream {
  const target = join(staging, path);
  // A crafted archive must not write outside the data folder.
  if (normalize(path) !== path || path.startsWith('..') || path.startsWith('/'))
    throw new ArchiveError(`The backup names a file outside its folder: ${path}`);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  return createWriteStream(target, { mode });
}

/** Streams a backup's rows into their (empty) tables through the client's transaction, and its files into `staging`. Returns the files. */
export async function pour(file: string, client: pg.Client, staging: string): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  let target: Writable | undefined;
  for await (const { kind, payload } of readFrames(open(file))) {
    if (kind === 'D') {
      if (target && !target.write(Buffer.from(payload))) await once(target, 'drain');
      continue;
    }
    await closeQuietly(target);
    target = undefined;
    if (kind === 'T') target = beginTable(client, JSON.parse(payload.toString()) as TableInfo);
    if (kind === 'F') {
      const stored = JSON.parse(payload.toString()) as StoredFile;
      files.push(stored);
      target = beginFile(staging, stored);
    }
  }
  await closeQuietly(target);
  return files;
}

/** Moves the poured files to their places, replacing what stands there. */
export function settleFiles(staging: string, dataDir: string, files: readonly StoredFile[]): void {
  for (const { path } of files) {
    mkdirSync(dirname(join(dataDir, path)), { recursive: true, mode: 0o700 });
    renameSync(join(staging, path), join(dataDir, path));
  }
  rmSync(staging, { recursive: true, force: true });
}
