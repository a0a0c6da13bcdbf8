import { PassThrough, type Readable } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import type { Draft } from './assemble.js';
import { PoisonMail } from './poison-mail.js';
import type { AttachmentStore, MailLimits, ParsedMail } from './port.js';
import type { FromWorker, ToWorker } from './worker-messages.js';

/** Chunks of a source that may be under way to the worker. */
const AHEAD = 8;

type Stored = { sha256: string; bytes: number };

/** Files of one message on their way from the worker to the store. */
class FileRelay {
  #streams = new Map<number, PassThrough>();
  #stored = new Map<number, Promise<Stored>>();
  readonly #store: AttachmentStore;
  readonly #ack: (bytes: number) => void;

  constructor(store: AttachmentStore, ack: (bytes: number) => void) {
    this.#store = store;
    this.#ack = ack;
  }

  #stream(index: number): PassThrough {
    const known = this.#streams.get(index);
    if (known) return known;
    const stream = new PassThrough();
    // The store tells what went wrong; the pipe need not say it again.
    stream.on('error', () => undefined);
    this.#streams.set(index, stream);
    const stored = this.#store.put(stream);
    // Looked at when the message is complete; until then a refusal must not count as unhandled.
    stored.catch(() => stream.resume());
    this.#stored.set(index, stored);
    return stream;
  }

  write(index: number, bytes: Uint8Array): void {
    const stream = this.#stream(index);
    if (stream.destroyed) this.#ack(bytes.length);
    else stream.write(bytes, () => this.#ack(bytes.length));
  }

  end(index: number): void {
    this.#stream(index).end();
  }

  async complete(draft: Draft): Promise<ParsedMail> {
    const stored = new Map<number, Stored>();
    for (const [index, put] of this.#stored) stored.set(index, await put);
    const attachments = draft.attachments.map(({ file, ...attachment }) => {
      const { sha256, bytes } = stored.get(file) ?? { sha256: '', bytes: 0 };
      return { ...attachment, sha256, bytes };
    });
    return { ...draft, attachments };
  }

  abort(error: Error): void {
    for (const stream of this.#streams.values()) if (!stream.writableEnded) stream.destroy(error);
  }
}

/** One message in one worker, from its bytes to what they say. */
export class ParseJob {
  readonly result: Promise<ParsedMail>;
  #resolve!: (mail: ParsedMail) => void;
  #reject!: (error: Error) => void;
  #relay: FileRelay;
  #taken = 0;
  #wake: (() => void) | null = null;
  #isOver = false;
  readonly #worker: Worker;

  constructor(worker: Worker, store: AttachmentStore) {
    this.#worker = worker;
    this.#relay = new FileRelay(store, (bytes) => this.#post({ kind: 'stored', bytes }));
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.result.catch(() => undefined);
  }

  start(source: Buffer | Readable | string, limits: MailLimits): void {
    if (typeof source === 'string') this.#post({ kind: 'parse', source: { path: source }, limits });
    else if (Buffer.isBuffer(source)) this.#post({ kind: 'parse', source: { bytes: source }, limits });
    else {
      this.#post({ kind: 'parse', source: 'stream', limits });
      this.#feed(source).catch((error: Error) => this.fail(error));
    }
  }

  /** What the worker said. */
  take(message: FromWorker): void {
    if (message.kind === 'file') this.#relay.write(message.index, message.bytes);
    else if (message.kind === 'file-end') this.#relay.end(message.index);
    else if (message.kind === 'done') this.#relay.complete(message.draft).then(this.#resolve, (error: Error) => this.fail(error));
    else if (message.kind === 'poison') this.fail(new PoisonMail(message.code, message.message));
    else if (message.kind === 'failed') this.fail(new PoisonMail('crashed', message.message));
    else {
      this.#taken++;
      this.#wake?.();
    }
  }

  /** Ends the job without a result; half-written files are given up. */
  fail(error: Error): void {
    this.#isOver = true;
    this.#wake?.();
    this.#relay.abort(error);
    this.#reject(error);
  }

  async #feed(source: Readable): Promise<void> {
    let sent = 0;
    for await (const chunk of source) {
      this.#post({ kind: 'chunk', bytes: typeof chunk === 'string' ? Buffer.from(chunk) : chunk });
      sent++;
      while (sent - this.#taken >= AHEAD && !this.#isOver) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      if (this.#isOver) return;
    }
    this.#post({ kind: 'end' });
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}
