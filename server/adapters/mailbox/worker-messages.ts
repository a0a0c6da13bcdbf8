import type { Draft } from './assemble.js';
import type { PoisonMail } from './poison-mail.js';
import type { MailLimits } from './port.js';

/** What the pool tells a worker. Chunks are answered with `taken`, so that a large message is never held whole. */
export type ToWorker =
  | { kind: 'parse'; source: { bytes: Uint8Array } | { path: string } | 'stream'; limits: MailLimits }
  | { kind: 'chunk'; bytes: Uint8Array }
  | { kind: 'end' }
  /** The pool has passed on so many bytes of files. */
  | { kind: 'stored'; bytes: number };

/** What a worker tells the pool. */
export type FromWorker =
  | { kind: 'taken' }
  | { kind: 'file'; index: number; bytes: Uint8Array }
  | { kind: 'file-end'; index: number }
  | { kind: 'done'; draft: Draft }
  | { kind: 'poison'; code: PoisonMail['code']; message: string }
  | { kind: 'failed'; message: string };
