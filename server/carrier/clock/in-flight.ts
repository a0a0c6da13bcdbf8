/** Counts what is under way outside the carrier (webhooks, REST answers), so that a manual clock can wait for it. */
export class InFlight {
  #count = 0;
  #waiting: (() => void)[] = [];

  /** How many things are under way now. */
  get count(): number {
    return this.#count;
  }

  /** Counts `work` until it settles, and hands it back unchanged. */
  async track<T>(work: Promise<T>): Promise<T> {
    const done = this.begin();
    try {
      return await work;
    } finally {
      done();
    }
  }

  /** Counts one thing until the returned function is called (once or more). */
  begin(): () => void {
    this.#count += 1;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#count -= 1;
      if (this.#count > 0) return;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const wake of waiting) wake();
    };
  }

  /**
   * Resolves when nothing is under way and every promise already settled has been acted upon. Two turns of the event loop
   * are given, because an answer just read may start the next request a few microtasks later.
   */
  async settle(): Promise<void> {
    for (;;) {
      await turn();
      await turn();
      if (this.#count === 0) return;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
