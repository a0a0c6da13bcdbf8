import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/*
 * The container of a backup, gzipped: a sequence of frames, each 1 byte kind, 4 bytes length (big endian), payload.
 *   H  header            JSON, see BackupHeader; first frame
 *   T  table begins      JSON { schema, name, columns }
 *   F  stored file begins  JSON { path, mode }
 *   D  data              bytes of the table (PostgreSQL's COPY text format) or file begun last
 *   Z  end               SHA-256 of all bytes before this frame, hex; last frame
 */

/** Kind of a frame. */
export type FrameKind = 'H' | 'T' | 'F' | 'D' | 'Z';

/** One frame of a backup. */
export interface Frame {
  kind: FrameKind;
  payload: Buffer;
}

const HEAD = 5;

/** Thrown when a file is not a whole backup: another format, cut off, or damaged. */
export class ArchiveError extends Error {
  override name = 'ArchiveError';
}

/** Writes frames to a stream, waiting when it is full, and signs them at the end. */
export class ArchiveWriter {
  readonly #out: Writable;
  readonly #hash = createHash('sha256');
  constructor(out: Writable) {
    this.#out = out;
  }
  /** Writes one frame. */
  async write(kind: FrameKind, payload: Buffer): Promise<void> {
    const head = Buffer.alloc(HEAD);
    head.write(kind, 0, 'latin1');
    head.writeUInt32BE(payload.length, 1);
    this.#hash.update(head).update(payload);
    this.#out.write(head);
    if (!this.#out.write(payload)) await once(this.#out, 'drain');
  }
  /** Writes one frame that carries JSON. */
  writeJson(kind: FrameKind, value: unknown): Promise<void> {
    return this.write(kind, Buffer.from(JSON.stringify(value)));
  }
  /** Writes the end frame and closes the stream. */
  async finish(): Promise<void> {
    await this.write('Z', Buffer.from(this.#hash.copy().digest('hex')));
    this.#out.end();
  }
}

/** Reads frames from an unzipped stream. Throws ArchiveError unless the stream ends with a matching end frame. */
export async function* readFrames(input: Readable): AsyncGenerator<Frame> {
  const hash = createHash('sha256');
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of input as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= HEAD && rest.length - at >= HEAD + rest.readUInt32BE(at + 1)) {
      const end = at + HEAD + rest.readUInt32BE(at + 1);
      const kind = rest.toString('latin1', at, at + 1) as FrameKind;
      const payload = rest.subarray(at + HEAD, end);
      if (kind === 'Z') {
        if (payload.toString() !== hash.digest('hex')) throw new ArchiveError('The backup is damaged: its checksum does not match.');
        return;
      }
      if (!'HTFD'.includes(kind)) throw new ArchiveError('This file is not a Ringback backup.');
      hash.update(rest.subarray(at, end));
      yield { kind, payload };
      at = end;
    }
    rest = rest.subarray(at);
  }
  throw new ArchiveError('The backup is cut off: its end is missing.');
}
