import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StoragePort } from './port.js';

/** Does something with a path; its folder, which is nearly always there, is made when it is missing. */
async function inFolder(path: string, act: (path: string) => Promise<void>): Promise<void> {
  try {
    await act(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    await act(path);
  }
}

/** What is in memory needs no streams: a burst of mails is a burst of these. */
async function putAtOnce(content: Buffer, { draft, pathOf }: { draft: string; pathOf: (sha256: string) => string }) {
  const sha256 = createHash('sha256').update(content).digest('hex');
  try {
    await inFolder(draft, (path) => writeFile(path, content, { flush: true }));
    await inFolder(pathOf(sha256), (path) => rename(draft, path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return { sha256, bytes: content.length };
}

/** Files in a local folder, two levels deep by hash. Written beside and renamed, so that a crash leaves no half file under a hash. */
export function localFolder(root: string): StoragePort {
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256);
  const incoming = join(root, 'incoming');
  return {
    async put(content) {
      const draft = join(incoming, randomUUID());
      if (Buffer.isBuffer(content)) return putAtOnce(content, { draft, pathOf });
      await mkdir(incoming, { recursive: true });
      const hash = createHash('sha256');
      let bytes = 0;
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          bytes += chunk.length;
          done(null, chunk);
        },
      });
      try {
        await pipeline(content, measure, createWriteStream(draft, { flush: true }));
        const sha256 = hash.digest('hex');
        await inFolder(pathOf(sha256), (path) => rename(draft, path));
        return { sha256, bytes };
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async get(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
      const facts = await stat(pathOf(sha256)).catch(() => null);
      return facts ? { stream: createReadStream(pathOf(sha256)), bytes: facts.size } : null;
    },
  };
}
