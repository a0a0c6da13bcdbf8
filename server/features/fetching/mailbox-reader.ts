import { setTimeout as wait } from 'node:timers/promises';
import type { ImapFault } from '../../../shared/models/fetching.js';
import { ImapFailure } from '../../adapters/imap/port.js';
import { systemActor } from '../../core/context.js';
import { isDatabaseAway } from '../../core/errors.js';
import { drain } from './drain.js';
import { noteState } from './fetch-state.command.js';
import type { FetchingDeps } from './fetching-deps.js';
import type { ReadMailbox } from './read-mailbox.query.js';
import { accountOf, signIn } from './sign-in.js';
import { Stumble } from './stumble.js';

/** Faults that only people repair: asked again at once they lock accounts. */
const FOR_PEOPLE: ReadonlySet<ImapFault> = new Set([
  'login-refused',
  'app-password',
  'imap-disabled',
  'token-refused',
  'unreadable-secret',
  'certificate',
  'internal-host',
]);
/** Their first wait is the one after so many failures. */
const PATIENT_FROM = 4;

/** How long to wait after so many failures in a row, shortened by up to half by chance: after an outage not everybody comes at once. */
export function backOff(steps: readonly number[], failures: number, chance: () => number = Math.random): number {
  const step = steps[Math.min(failures, steps.length) - 1] ?? 1000;
  return Math.round(step * (1 - chance() / 2));
}

/** Reads one mailbox until it is told to stop: connects, takes in what waits, sleeps until something arrives; after a failure it tries again, ever slower. */
export class MailboxReader {
  readonly #deps: FetchingDeps;
  readonly #mailbox: ReadMailbox;
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;
  readonly #stumble = new Stumble();
  #failures = 0;
  constructor(deps: FetchingDeps, mailbox: ReadMailbox) {
    this.#deps = deps;
    this.#mailbox = mailbox;
    this.#done = this.#run();
  }

  /** Stops between two batches; resolves when nothing of this mailbox is under way any more. */
  stop(): Promise<void> {
    this.#stop.abort();
    return this.#done;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await this.#read();
      } catch (error) {
        if (!signal.aborted) await this.#failed(error);
      }
    }
  }

  async #read(): Promise<void> {
    const { imap, key } = this.#deps;
    const { signal } = this.#stop;
    const session = await signIn(this.#deps, accountOf(this.#mailbox, key));
    try {
      while (!signal.aborted) {
        await drain({ deps: this.#deps, mailbox: this.#mailbox, session, signal, stumble: this.#stumble });
        this.#failures = 0;
        await session.pause(imap.pollMs, signal);
      }
    } finally {
      await session.close();
    }
  }

  async #failed(error: unknown): Promise<void> {
    const { imap, log, transaction } = this.#deps;
    const fault =
      error instanceof ImapFailure ? { kind: error.fault, answer: error.answer } : { kind: 'storage' as const, answer: wordsOf(error) };
    this.#failures = Math.max(this.#failures + 1, FOR_PEOPLE.has(fault.kind) ? PATIENT_FROM : 1);
    const waitMs = backOff(imap.backOffMs, this.#failures);
    log.warn({ mailboxId: this.#mailbox.id, fault: fault.kind, answer: fault.answer, waitMs }, 'a mailbox could not be read');
    await transaction(systemActor('mail'), (ctx) => noteState(ctx, this.#mailbox.id, { isRead: false, behind: null, fault, waitMs })).catch(
      (failure: unknown) => log.warn({ err: failure }, 'the state of a mailbox could not be written'),
    );
    await wait(waitMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}

function wordsOf(error: unknown): string {
  if (isDatabaseAway(error)) return 'The database is away.';
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
