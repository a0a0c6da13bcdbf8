/** Mails of one step while all goes well: after a crash at most so many are read twice, and known to be the same. */
const BATCH = 50;
/** A mail that could not be fetched alone so often is not waited for any longer. */
const HOPELESS = 3;

/**
 * Remembers where reading a mailbox fell, over its reconnections: mails around such a place are fetched one by one, and the one that fails again and again
 * (a server that cannot render it, or breaks over it) is found and does not hold up those behind it.
 */
export class Stumble {
  #carefulUntil = 0;
  #at = 0;
  #times = 0;

  /** How many mails to take from here. */
  sizeAt(uid: number): number {
    return uid <= this.#carefulUntil ? 1 : BATCH;
  }
  /** Fetching these failed. */
  fell(uids: readonly number[]): void {
    const [first = 0] = uids;
    if (uids.length > 1) this.#carefulUntil = Math.max(this.#carefulUntil, uids.at(-1) ?? 0);
    else {
      this.#times = this.#at === first ? this.#times + 1 : 1;
      this.#at = first;
      this.#carefulUntil = Math.max(this.#carefulUntil, first);
    }
  }
  /** This mail will not come. */
  isHopeless(uid: number): boolean {
    return this.#at === uid && this.#times >= HOPELESS;
  }
}
