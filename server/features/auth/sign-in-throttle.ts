import { networkOf } from '../../core/http/network-of.js';

const WINDOW_MS = 15 * 60_000;
/** Wrong passwords for one account from one address. */
const TRIES_HERE = 10;
/** Wrong passwords for one account from anywhere: many addresses guessing together. */
const TRIES_ANYWHERE = 50;
const REMEMBERED = 20_000;

interface Tries {
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
 * Counts passwords tried, in this process, each before it is looked at: guesses sent all at once are counted like those sent one after the other. An
 * account is closed to an address that guessed ten times in a quarter of an hour, so that a stranger cannot lock out its owner elsewhere, and colleagues
 * behind one address do not lock out each other. After fifty wrong guesses from anywhere it is closed to networks it was never used from.
 */
export class SignInThrottle {
  readonly #tries = new Map<string, Tries>();
  /** Counts an attempt; false when it must be refused unseen. `isKnownNetwork`: the account had a session from there before; asked only when needed. */
  async admits(attempt: Attempt, isKnownNetwork: () => Promise<boolean>): Promise<boolean> {
    const here = hereKey(attempt);
    if (this.#count(here, attempt.now) >= TRIES_HERE) return false;
    this.#add(here, attempt.now);
    if (this.#add(attempt.email, attempt.now) <= TRIES_ANYWHERE || (await isKnownNetwork())) return true;
    // Refused unseen, so it was no guess.
    this.#takeBack(here);
    this.#takeBack(attempt.email);
    return false;
  }
  /** The right password: what was tried from there is forgiven, and this was no guess. */
  succeeded(attempt: Attempt): void {
    this.#tries.delete(hereKey(attempt));
    this.#takeBack(attempt.email);
  }
  #count(key: string, now: number): number {
    const tries = this.#tries.get(key);
    return tries && now - tries.since < WINDOW_MS ? tries.count : 0;
  }
  #add(key: string, now: number): number {
    const count = this.#count(key, now) + 1;
    const since = count === 1 ? now : (this.#tries.get(key)?.since ?? now);
    // Written anew it is the newest: hostile names must not fill the memory, and the oldest entries go first.
    this.#tries.delete(key);
    this.#tries.set(key, { count, since });
    if (this.#tries.size > REMEMBERED) for (const old of [...this.#tries.keys()].slice(0, REMEMBERED / 10)) this.#tries.delete(old);
    return count;
  }
  #takeBack(key: string): void {
    const tries = this.#tries.get(key);
    if (tries) this.#tries.set(key, { ...tries, count: Math.max(0, tries.count - 1) });
  }
}

function hereKey({ email, ip }: Attempt): string {
  return `${email} ${networkOf(ip)}`;
}
