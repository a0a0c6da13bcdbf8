import pg from 'pg';

/** A statement for the driver; with a name, its plan is kept on the connection. */
export interface Statement {
  text: string;
  values: unknown[];
  name?: string;
}

/** What the driver remembers of the statements prepared on a connection: those whose preparing was answered, and those sent. */
interface Memory {
  parsedStatements: Record<string, string | undefined>;
  submittedNamedStatements: Record<string, string | undefined>;
}

/**
 * Statements whose results nobody reads, as one question to the database: no description of what they return, and one Sync behind the last instead of
 * one behind each, which the database would answer with a packet of its own. After the first that fails none is carried out. Source: PostgreSQL
 * documentation, "Frontend/Backend Protocol", Extended Query.
 */
export class WriteBatch extends pg.Query {
  readonly #statements: readonly Statement[];
  readonly #newNames = new Set<string>();
  #connection: (pg.Connection & Memory) | null = null;
  #done = 0;
  /** Why the driver could not send one of the statements; such a transaction must not be committed. */
  refusal: unknown = null;
  constructor(statements: readonly Statement[]) {
    super('');
    this.#statements = statements;
  }

  override submit = (connection: pg.Connection): void => {
    const whole = connection as pg.Connection & Memory;
    this.#connection = whole;
    // Each statement is sent by the driver itself, on a connection that leaves out what belongs to the whole.
    const quiet = Object.assign(Object.create(whole) as pg.Connection, { sync: () => undefined, describe: () => undefined });
    for (const { name, text, values } of this.#statements) {
      if (name !== undefined && (whole.parsedStatements[name] ?? whole.submittedNamedStatements[name]) === undefined)
        this.#newNames.add(name);
      const statement = { text, values, queryMode: 'extended', ...(name === undefined ? {} : { name }) };
      new pg.Query(statement, (error) => {
        this.refusal ??= error;
      }).submit(quiet);
    }
    connection.sync();
  };

  /** The driver tells of each statement that is done. */
  handleCommandComplete(): void {
    this.#done += 1;
  }

  /** What a lock or a job answers is not asked for. */
  handleDataRow(): void {
    return;
  }

  /** Writes down what of the statements' names the database knows now. To be called once, when the batch was answered. */
  settle(): void {
    const connection = this.#connection;
    if (connection === null) return;
    for (const [place, { name, text }] of this.#statements.entries()) {
      if (name === undefined || !this.#newNames.delete(name)) continue;
      delete connection.submittedNamedStatements[name];
      if (place < this.#done) connection.parsedStatements[name] = text;
      // The one that failed may be prepared or not, those behind it are not: closing an unknown one is no error.
      else connection.close({ type: 'S', name }, false);
    }
  }
}
