import type { PreparingClient } from './preparing-client.js';

/**
 * The statements of one transaction for whose results nobody waits: sent in order before whatever is asked next on its connection, and looked at when
 * the commit is answered. A transaction of ten writes is one journey to the database instead of ten.
 */
export class Writes {
  readonly #client: PreparingClient;
  #failure: { error: unknown } | null = null;
  constructor(client: PreparingClient) {
    this.#client = client;
  }
  /** Adds a statement. What is asked on this connection afterwards finds it done. */
  send(sql: string, params: readonly unknown[]): void {
    this.#client.gather(sql, [...params], (error) => {
      this.#failure ??= { error };
    });
  }
  /** Sends what was not sent yet. Throws when the driver cannot send a value, and what the first failing statement threw if that is known already. */
  finish(): void {
    this.#client.sendGathered();
    this.throwIfFailed();
  }
  /** Forgets those that were not sent yet: the transaction is given up. */
  drop(): void {
    this.#client.dropGathered();
  }
  /** Throws what the first failing statement threw. What failed after it failed because of it, the commit included, which PostgreSQL then made a rollback. */
  throwIfFailed(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
