import type { Readable } from 'node:stream';
import type { StoragePort } from '../../adapters/storage/port.js';
import { systemActor, type Transaction } from '../../core/context.js';
import { HOLD_MUSIC_NAME, holdMusic } from './hold-music.js';
import { RecordingEntity } from './recording.entity.js';

async function bytesOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}

/** Serves what callers hear: the product's music, and recordings by their id. Null for any other name. */
export function queuesMedia(deps: {
  transaction: Transaction;
  storage: StoragePort;
}): (name: string) => Promise<{ mediaType: string; content: Buffer } | null> {
  return async (name) => {
    if (name === HOLD_MUSIC_NAME) return { mediaType: 'audio/wav', content: holdMusic() };
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name)) return null;
    const recording = await deps.transaction(systemActor('media'), (ctx) => ctx.db.findOneBy(RecordingEntity, { id: name }), {
      readOnly: true,
    });
    const file = recording && (await deps.storage.get(recording.sha256));
    return file ? { mediaType: recording.mediaType, content: await bytesOf(file.stream) } : null;
  };
}
