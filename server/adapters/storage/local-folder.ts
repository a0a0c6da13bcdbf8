import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StoragePort } from './port.js';

/** Files in a local folder, two levels deep by hash. Written beside and renamed, so that a crash leaves no half file under a hash. */
export function localFolder(root: string): StoragePort {
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256);
  return {
    async put(content) {
      await mkdir(join(root, 'incoming'), { recursive: true });
      const draft = join(root, 'incoming', randomUUID());
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
        await pipeline(Buffer.isBuffer(content) ? Readable.from([content]) : content, measure, createWriteStream(draft, { flush: true }));
        const sha256 = hash.digest('hex');
        await mkdir(join(root, sha256.slice(0, 2)), { recursive: true });
        await rename(draft, pathOf(sha256));
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
