import type { DataSource } from 'typeorm';
import type { EventMessage } from '../../../shared/events/index.js';
import type { Room } from '../../../shared/rooms.js';

/** A stamped event with the rooms it goes to. */
export interface TailRow {
  rooms: Room[];
  message: EventMessage;
}
/** A row of `events` as it is read. */
export interface EventRow {
  seq: string;
  type: string;
  at: Date;
  op_id: string | null;
  payload: unknown;
  rooms: Room[];
}

/** An event as the sockets hear it. */
export function toTailRow(row: EventRow): TailRow {
  // The payload was parsed when it was published; the row is the outbox's own copy of it.
  const message = { seq: Number(row.seq), type: row.type, at: row.at.toISOString(), opId: row.op_id, payload: row.payload } as EventMessage;
  return { rooms: row.rooms, message };
}

/** Stamped events with `after < seq ≤ upTo` (both exclusive/inclusive as written), in order, at most `limit`. `rooms`: only those a listener may hear. */
export async function readEvents(
  dataSource: DataSource,
  range: { after: number; upTo?: number; limit: number; rooms?: readonly Room[] },
): Promise<TailRow[]> {
  // ORDER BY e.seq, not seq: the bare name would be the text in the result, and 10 would come before 2.
  const rows: EventRow[] = await dataSource.query(
    `SELECT e.seq::text AS seq, e.type, e.at, e.op_id, e.payload, e.rooms FROM events e
     WHERE e.seq > $1 AND ($2::bigint IS NULL OR e.seq <= $2) AND ($3::text[] IS NULL OR e.rooms && $3) ORDER BY e.seq LIMIT $4`,
    [range.after, range.upTo ?? null, range.rooms ? [...range.rooms] : null, range.limit],
  );
  return rows.map(toTailRow);
}

/** Where the log stands: `epoch` changes when history was replaced (restore), `oldest` is the first number still kept. */
export async function readHead(dataSource: DataSource): Promise<{ epoch: string; seq: number; oldest: number }> {
  const rows: { epoch: string; seq: string; oldest: string | null }[] = await dataSource.query(
    'SELECT epoch::text, seq::text, (SELECT min(seq) FROM events WHERE seq IS NOT NULL)::text AS oldest FROM event_head WHERE id = 1',
  );
  const row = rows[0];
  if (!row) throw new Error('event_head is empty: the database was not migrated or was restored only in part');
  return { epoch: row.epoch, seq: Number(row.seq), oldest: Number(row.oldest ?? Number(row.seq) + 1) };
}

const BATCH = 500;

/** One node's cursor in the event log: delivers each stamped event once, in order, to `deliver`; what comes together goes together. */
export class Tail {
  readonly #dataSource: DataSource;
  readonly #deliver: (rows: readonly TailRow[]) => void;
  #cursor = 0;
  #running: Promise<void> | null = null;
  #again = false;
  constructor(dataSource: DataSource, deliver: (rows: readonly TailRow[]) => void) {
    this.#dataSource = dataSource;
    this.#deliver = deliver;
  }
  get cursor(): number {
    return this.#cursor;
  }
  /** Starts after everything that is already stamped. */
  async start(): Promise<void> {
    this.#cursor = (await readHead(this.#dataSource)).seq;
  }
  /** Delivers what this node has stamped itself, without reading it again; what does not follow right upon the last one delivered is read. */
  async take(rows: readonly TailRow[]): Promise<void> {
    if (this.#running !== null || rows[0]?.message.seq !== this.#cursor + 1) return this.pull();
    this.#pass(rows);
  }
  #pass(rows: readonly TailRow[]): void {
    const last = rows.at(-1);
    if (!last) return;
    this.#cursor = last.message.seq;
    this.#deliver(rows);
  }
  /** Delivers what is new. Concurrent calls share one run; a call during a run causes one more. */
  pull(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }
  async #run(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        let rows: TailRow[];
        do {
          rows = await readEvents(this.#dataSource, { after: this.#cursor, limit: BATCH });
          this.#pass(rows);
        } while (rows.length === BATCH);
      }
    } finally {
      this.#running = null;
    }
  }
}
