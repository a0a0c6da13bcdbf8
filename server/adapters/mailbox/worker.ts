import { createReadStream } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { FileSink } from './mime/collector.js';
import { type FileStore, parseMessage } from './parse-message.js';
import { PoisonMail } from './poison-mail.js';
import type { MailLimits } from './port.js';
import type { FromWorker, ToWorker } from './worker-messages.js';

// One message at a time; the pool waits for `done` before it sends the next.

/** Bytes of files that may be under way to the pool. */
const AHEAD = 1024 * 1024;
/** Small writes are gathered: a message between threads costs more than a copy. */
const PIECE = 131_072;

if (!parentPort) throw new Error('The mail worker runs in a thread of its own.');
const port = parentPort;

let chunks: Uint8Array[] = [];
let isEnded = false;
let wakeSource: (() => void) | null = null;
let underWay = 0;
let wakeStore: (() => void) | null = null;

const send = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

function fileSink(index: number): FileSink {
  let pieces: Buffer[] = [];
  let size = 0;
  const flush = () => {
    if (size === 0) return;
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    pieces = [];
    size = 0;
    underWay += bytes.length;
    send({ kind: 'file', index, bytes }, [bytes.buffer]);
  };
  return {
    write(chunk) {
      pieces.push(Buffer.from(chunk));
      size += chunk.length;
      if (size >= PIECE) flush();
    },
    end() {
      flush();
      send({ kind: 'file-end', index });
    },
  };
}

const files: FileStore = {
  open: fileSink,
  async drained() {
    while (underWay > AHEAD) {
      await new Promise<void>((resolve) => {
        wakeStore = resolve;
      });
    }
  },
};

async function* streamed(): AsyncGenerator<Buffer> {
  for (;;) {
    const chunk = chunks.shift();
    if (chunk) {
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      send({ kind: 'taken' });
    } else if (isEnded) return;
    else {
      await new Promise<void>((resolve) => {
        wakeSource = resolve;
      });
    }
  }
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE)
    yield Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(PIECE, bytes.length - at));
}

function sourceOf(source: Extract<ToWorker, { kind: 'parse' }>['source']): AsyncIterable<Buffer> {
  if (source === 'stream') return streamed();
  return 'path' in source ? createReadStream(source.path, { highWaterMark: PIECE }) : pieces(source.bytes);
}

async function parse(source: AsyncIterable<Buffer>, limits: MailLimits): Promise<void> {
  try {
    const draft = await parseMessage(source, { files, limits });
    send({ kind: 'done', draft });
  } catch (error) {
    if (error instanceof PoisonMail) send({ kind: 'poison', code: error.code, message: error.message });
    else send({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

port.on('message', (message: ToWorker) => {
  if (message.kind === 'parse') {
    chunks = [];
    isEnded = false;
    underWay = 0;
    void parse(sourceOf(message.source), message.limits);
  } else if (message.kind === 'stored') {
    underWay -= message.bytes;
    wakeStore?.();
  } else {
    if (message.kind === 'chunk') chunks.push(message.bytes);
    else isEnded = true;
    wakeSource?.();
  }
});
