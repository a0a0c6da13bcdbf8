const WINDOW_MS = 15 * 60_000;
/** Wrong passwords for one account from one address. */
const TRIES_HERE = 10;
/** Wrong passwords for one account from anywhere: many addresses guessing together. */
const TRIES_ANYWHERE = 50;
const REMEMBERED = 20_000;

interface Failures {
  count: number;
  since: number;
}

/** Where a sign-in comes from. IPv6 counts by network (/64): one household has billions of addresses. */
export interface Attempt {
  email: string;
  ip: string;
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * Counts wrong passwords in this process. An account is closed to an address that guessed ten times in a quarter of an hour, so that a stranger
 * cannot lock out its owner elsewhere, and colleagues behind one address do not lock out each other. After fifty wrong guesses from anywhere it is
 * closed to addresses it was never used from.
 */
export class SignInThrottle {
  readonly #failures = new Map<string, Failures>();
  /** True when this attempt must be refused unseen. `isKnownAddress`: the account had a session from there before; asked only when needed. */
  async isClosed(attempt: Attempt, isKnownAddress: () => Promise<boolean>): Promise<boolean> {
    if (this.#count(hereKey(attempt), attempt.now) >= TRIES_HERE) return true;
    return this.#count(attempt.email, attempt.now) >= TRIES_ANYWHERE && !(await isKnownAddress());
  }
  /** Counts a wrong password. */
  failed(attempt: Attempt): void {
    for (const key of [hereKey(attempt), attempt.email]) {
      const count = this.#count(key, attempt.now);
      this.#failures.set(key, { count: count + 1, since: count === 0 ? attempt.now : (this.#failures.get(key)?.since ?? attempt.now) });
    }
    // Hostile names must not fill the memory: the oldest entries go first.
    if (this.#failures.size > REMEMBERED)
      for (const key of [...this.#failures.keys()].slice(0, REMEMBERED / 10)) this.#failures.delete(key);
  }
  /** The right password: what was tried from there is forgiven. */
  succeeded(attempt: Attempt): void {
    this.#failures.delete(hereKey(attempt));
  }
  #count(key: string, now: number): number {
    const failures = this.#failures.get(key);
    return failures && now - failures.since < WINDOW_MS ? failures.count : 0;
  }
}

function hereKey({ email, ip }: Attempt): string {
  const network = ip.includes(':') && !ip.startsWith('::ffff:') ? ip.split(':').slice(0, 4).join(':') : ip;
  return `${email} ${network}`;
}
