import type { Timer } from '../clock/clock.js';
import type { Call } from '../model/call.js';
import type { Network } from '../network.js';
import type { Source } from '../twiml/source.js';

/** Why the carrier stops doing what a document said. */
export type Interruption =
  | { kind: 'hangup' }
  /** REST gave the leg something new to do. */
  | { kind: 'update'; next: Source }
  /** Only this side run ends: waiting music when the wait is over, prompts when a key was pressed. */
  | { kind: 'stop' };

/** Thrown inside verbs when their run is interrupted; verbs tidy up and let it pass. */
export class Interrupted extends Error {
  constructor(readonly why: Interruption) {
    super(`Interrupted: ${why.kind}`);
  }
}

/** How a document ended: by its last verb, by going elsewhere, or by a verb that ends more than the document. */
export type Outcome = { kind: 'end' } | { kind: 'goto'; source: Source } | { kind: 'hangup' } | { kind: 'leave' };

/** Runs a document and everything it leads to; handed to runs so that verbs can run wait documents without knowing the interpreter. */
export type Interpret = (run: Run, source: Source) => Promise<Outcome>;

/** One execution of TwiML on a leg. A side run (waiting music) has a parent and ends with it. */
export class Run {
  #why: Interruption | undefined;
  readonly #waiting = new Set<(error: Interrupted) => void>();
  readonly #children = new Set<Run>();

  constructor(
    readonly net: Network,
    readonly call: Call,
    readonly interpret: Interpret,
    readonly parent?: Run,
  ) {
    if (parent) parent.#children.add(this);
    if (parent?.interruption) this.interrupt(parent.interruption);
  }

  /** Why this run was interrupted; undefined while it goes on. */
  get interruption(): Interruption | undefined {
    return this.#why;
  }

  /** A side run on the same leg. */
  child(): Run {
    return new Run(this.net, this.call, this.interpret, this);
  }

  /** Stops this run and its side runs: what they wait for throws `Interrupted`. Only the first call counts. */
  interrupt(why: Interruption): void {
    if (this.#why) return;
    this.#why = why;
    for (const child of this.#children) child.interrupt(why);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const reject of waiting) reject(new Interrupted(why));
    if (this.parent) this.parent.#children.delete(this);
  }

  /** Waits for `work` unless interrupted first. Throws `Interrupted`. */
  guard<T>(work: Promise<T>): Promise<T> {
    return this.wait((resolve, reject) => {
      work.then(resolve, reject);
    });
  }

  /** Waits `ms` milliseconds of the carrier's clock. Throws `Interrupted`. */
  async sleep(ms: number): Promise<void> {
    let timer: Timer | undefined;
    try {
      await this.wait<void>((resolve) => {
        timer = this.net.clock.after(ms, resolve);
      });
    } finally {
      timer?.cancel();
    }
  }

  /** Waits until `start` calls resolve (or rejects). Throws `Interrupted` when the run is stopped first. */
  wait<T>(start: (resolve: (value: T) => void, reject: (error: unknown) => void) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#why) {
        reject(new Interrupted(this.#why));
        return;
      }
      this.#waiting.add(reject);
      const forget = () => this.#waiting.delete(reject);
      start(
        (value) => {
          forget();
          resolve(value);
        },
        (error) => {
          forget();
          reject(error);
        },
      );
    });
  }
}
