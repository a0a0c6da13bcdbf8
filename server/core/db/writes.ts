import type { ClientBase } from 'pg';

/**
 * The statements of one transaction for whose results nobody waits: sent at once and in order, like everything on its connection, and looked at when
 * the commit is answered. A transaction of ten writes is one journey to the database instead of ten.
 */
export class Writes {
  readonly #client: ClientBase;
  #failure: { error: unknown } | null = null;
  constructor(client: ClientBase) {
    this.#client = client;
  }
  /** Sends a statement. What is asked on this connection afterwards finds it done. */
  send(sql: string, params: readonly unknown[]): void {
    this.#client.query(sql, [...params]).catch((error: unknown) => {
      this.#failure ??= { error };
    });
  }
  /** Throws what the first failing statement threw. What failed after it failed because of it, the commit included, which PostgreSQL then made a rollback. */
  throwIfFailed(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
