import type { Readable } from 'node:stream';

/** Files by content hash. The same content is stored once; a name never matters. */
export interface StoragePort {
  /** Stores bytes and returns their SHA-256 in hex and their length. */
  put(content: Buffer | Readable): Promise<{ sha256: string; bytes: number }>;
  /** Opens a stored file, or null when there is none of that hash. */
  get(sha256: string): Promise<{ stream: Readable; bytes: number } | null>;
}
