/** One thing that happened. `n` grows by one; `at` is the carrier's clock in milliseconds. */
export interface TraceEntry {
  n: number;
  at: number;
  kind: string;
  callSid?: string;
  detail: Record<string, unknown>;
}

/** Everything that happened lately, oldest first; the oldest are forgotten beyond the limit. */
export class Trace {
  #count = 0;
  readonly #entries: TraceEntry[] = [];

  constructor(
    readonly now: () => number,
    readonly limit = 20_000,
  ) {}

  /** Writes one line down. */
  add(kind: string, callSid: string | undefined, detail: Record<string, unknown> = {}): void {
    this.#count += 1;
    this.#entries.push({ n: this.#count, at: this.now(), kind, ...(callSid === undefined ? {} : { callSid }), detail });
    if (this.#entries.length > this.limit * 1.1) this.#entries.splice(0, this.#entries.length - this.limit);
  }

  /** Lines after number `after`, of one leg when given. */
  read(after = 0, callSid?: string): TraceEntry[] {
    return this.#entries.filter((entry) => entry.n > after && (callSid === undefined || entry.callSid === callSid));
  }

  /** Forgets everything; numbering goes on. */
  clear(): void {
    this.#entries.length = 0;
  }
}
