import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import pg from 'pg';
import { driverError } from '../errors.js';
import { type Statement, WriteBatch } from './write-batch.js';

/** A statement is prepared from its third use on: what is asked once (migrations, reports) is not worth a plan that stays. */
const USES_BEFORE = 2;
/** Statements kept prepared at most, on each connection; the statements of the product are fewer. Those beyond go the plain way. */
const MOST_PREPARED = 800;
/** Texts counted at most before counting starts anew: filters composed at run time must not fill the memory. */
const MOST_COUNTED = 5000;
const PREPARABLE = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i;

/** The statements that come again and again, and the names they are prepared by: the same on every connection of a pool. */
class KnownStatements {
  #uses = new Map<string, number>();
  #names = new Map<string, string>();
  #generation = 0;

  /** The name to prepare this text by, or undefined when it goes the plain way. Counts the use. */
  nameFor(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (this.#names.size >= MOST_PREPARED || !PREPARABLE.test(text)) return undefined;
    const used = (this.#uses.get(text) ?? 0) + 1;
    if (used <= USES_BEFORE) {
      if (this.#uses.size >= MOST_COUNTED) this.#uses.clear();
      this.#uses.set(text, used);
      return undefined;
    }
    this.#uses.delete(text);
    const name = `r${this.#generation}_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;
    this.#names.set(text, name);
    return name;
  }

  /** After a migration that changed a result, every statement is prepared anew. */
  readonly forgetStale = (error: unknown): void => {
    if (!isStalePlan(error)) return;
    this.#generation += 1;
    this.#names.clear();
  };
}

/** True when a prepared statement no longer fits its tables, because a migration changed them: the transaction has to be run again. */
export function isStalePlan(error: unknown): boolean {
  return driverError(error)?.code === '0A000' && error instanceof Error && error.message.includes('cached plan');
}

/** Gathers what is sent in one turn of the process into one packet: several statements asked at once are one journey. */
function sendTogether(client: pg.Client): void {
  const { stream } = (client as pg.Client & { connection: { stream: Writable } }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/**
 * A connection that has PostgreSQL keep the plans of statements with parameters that come again and again. On the hot paths planning took
 * four times as long as running. After a migration that changes a result, `isStalePlan` is thrown once and every statement is prepared anew.
 */
export abstract class PreparingClient extends pg.Client {
  protected abstract readonly statements: KnownStatements;
  #gathered: Statement[] = [];
  #onFailure: (error: unknown) => void = () => undefined;
  // The driver has a dozen forms of call; only the one with a text and values is ours, the others pass through untouched.
  override query = ((config: unknown, values?: unknown, callback?: unknown): unknown => {
    this.sendGathered();
    sendTogether(this);
    const plain = pg.Client.prototype.query as (this: pg.Client, ...args: unknown[]) => unknown;
    if (typeof config !== 'string' || !Array.isArray(values) || values.length === 0) return plain.call(this, config, values, callback);
    const name = this.statements.nameFor(config);
    if (name === undefined) return plain.call(this, config, values, callback);
    const result = plain.call(this, { name, text: config, values }, callback);
    if (result instanceof Promise) result.catch(this.statements.forgetStale);
    return result;
  }) as pg.Client['query'];

  /** Takes a statement whose result nobody needs. It is sent right before the next one asked on this connection, with all that was gathered until then. */
  gather(text: string, values: unknown[], onFailure: (error: unknown) => void): void {
    const name = this.statements.nameFor(text);
    this.#gathered.push({ text, values, ...(name === undefined ? {} : { name }) });
    this.#onFailure = onFailure;
  }

  /** Forgets what was gathered and not sent yet: its transaction failed. */
  dropGathered(): void {
    this.#gathered = [];
  }

  /** Sends what was gathered, without waiting for a question to send it with. */
  sendGathered(): void {
    if (this.#gathered.length === 0) return;
    const [batch, onFailure] = [new WriteBatch(this.#gathered), this.#onFailure];
    this.#gathered = [];
    sendTogether(this);
    const plain = pg.Client.prototype.query as (this: pg.Client, batch: WriteBatch, answered: (error: unknown) => void) => unknown;
    plain.call(this, batch, (error) => {
      batch.settle();
      if (!error) return;
      this.statements.forgetStale(error);
      onFailure(error);
    });
    if (batch.refusal) onFailure(batch.refusal);
  }
}

/** The class of a pool's connections: they share what they know of the statements. */
export function preparingClients(): new (config?: string | pg.ClientConfig) => PreparingClient {
  const statements = new KnownStatements();
  return class extends PreparingClient {
    protected override readonly statements = statements;
  };
}
