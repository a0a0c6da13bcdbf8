import { availableParallelism } from 'node:os';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { ParseJob } from './parse-job.js';
import { PoisonMail } from './poison-mail.js';
import type { AttachmentStore, MailLimits, MailParser, ParsedMail } from './port.js';
import type { FromWorker } from './worker-messages.js';

/** Wide enough for every real mail, narrow enough that none takes the server with it. */
export const MAIL_LIMITS: MailLimits = { headerBytes: 2 * 1024 * 1024, parts: 1000, depth: 50, textBytes: 2 * 1024 * 1024, timeMs: 30_000 };

/** Megabytes of objects one worker may hold; a message that needs more is a poison mail, not the end of the server. */
const HEAP_MB = 512;

interface Waiting {
  source: Buffer | Readable | string;
  resolve: (mail: ParsedMail) => void;
  reject: (error: Error) => void;
}

/** The built worker, or the source by way of a file that brings the TypeScript loader along: a thread does not inherit it. */
function workerScript(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker-from-source.mjs' : './worker.js', import.meta.url);
}

/** One thread and the message it reads. */
class Lane {
  job: ParseJob | null = null;
  /** Told to end: no further message. */
  isEnding = false;
  readonly worker: Worker;

  constructor(onExit: (lane: Lane) => void) {
    this.worker = new Worker(workerScript(), { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    this.worker.on('message', (message: FromWorker) => this.job?.take(message));
    this.worker.on('error', (error: Error) => this.job?.fail(new PoisonMail('crashed', error.message)));
    this.worker.on('exit', () => {
      this.job?.fail(new PoisonMail('crashed', 'The worker that read this message ended.'));
      onExit(this);
    });
    // Waiting for mail keeps no process alive.
    this.worker.unref();
  }

  async run({ source }: Waiting, deps: { store: AttachmentStore; limits: MailLimits }): Promise<ParsedMail> {
    const job = new ParseJob(this.worker, deps.store);
    this.job = job;
    this.worker.ref();
    const { timeMs } = deps.limits;
    const timer = setTimeout(() => {
      job.fail(new PoisonMail('timeout', `Reading this message took longer than ${Math.round(timeMs / 1000)} s.`));
      this.isEnding = true;
      void this.worker.terminate();
    }, timeMs);
    try {
      job.start(source, deps.limits);
      return await job.result;
    } finally {
      clearTimeout(timer);
      this.job = null;
      this.worker.unref();
    }
  }
}

/** Reads messages in threads of its own, started when they are needed; a thread that ends is replaced. */
export class WorkerMailParser implements MailParser {
  #lanes = new Set<Lane>();
  #idle: Lane[] = [];
  #waiting: Waiting[] = [];
  #isClosed = false;
  readonly #store: AttachmentStore;
  readonly #limits: MailLimits;
  readonly #size: number;

  constructor(deps: { storage: AttachmentStore; limits?: Partial<MailLimits>; workers?: number }) {
    this.#store = deps.storage;
    this.#limits = { ...MAIL_LIMITS, ...deps.limits };
    this.#size = deps.workers ?? Math.max(1, Math.min(4, availableParallelism() - 1));
  }

  parse(source: Buffer | Readable | string): Promise<ParsedMail> {
    if (this.#isClosed) return Promise.reject(new PoisonMail('crashed', 'The mail parser is closed.'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ source, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new PoisonMail('crashed', 'The mail parser is closed.'));
    await Promise.all([...this.#lanes].map(({ worker }) => worker.terminate()));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const lane = this.#idle.pop() ?? (this.#lanes.size < this.#size ? this.#open() : null);
    const waiting = lane && this.#waiting.shift();
    if (!lane || !waiting) return;
    lane
      .run(waiting, { store: this.#store, limits: this.#limits })
      .then(waiting.resolve, waiting.reject)
      .finally(() => {
        if (this.#lanes.has(lane) && !lane.isEnding) this.#idle.push(lane);
        this.#next();
      });
  }

  #open(): Lane {
    const lane = new Lane((ended) => {
      this.#lanes.delete(ended);
      this.#idle = this.#idle.filter((known) => known !== ended);
      this.#next();
    });
    this.#lanes.add(lane);
    return lane;
  }
}

/** The parser `app.ts` hands to features. */
export function createMailParser(deps: { storage: AttachmentStore; limits?: Partial<MailLimits>; workers?: number }): MailParser {
  return new WorkerMailParser(deps);
}
