import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import pg from 'pg';
import type { Logger } from 'pino';
import { newId } from '../id.js';

/** Advisory lock every running server holds: exclusively alone, shared in a cluster. Restore takes it exclusively. */
export const APP_LOCK = 7_265_001;
const LEADER_LOCK = 7_265_002;
/** Channel on which the leader tells other nodes that stamped events wait, and nodes tell the leader that unstamped ones do. */
export const STAMP_CHANNEL = 'ringback_unstamped';
export const TAIL_CHANNEL = 'ringback_stamped';

/** So long after a lost connection a held lock may still be our own. The server drops a dead connection within 5 s. */
const TAKEN_OVER_MS = 15_000;

export interface NodeSessionOptions {
  url: string;
  log: Logger;
  /** Several servers on one database: allowed only when said so. */
  isCluster: boolean;
  onNotify: (channel: string) => void;
  /** The session could not be restored: another server took over, the process must end. */
  onLost: (reason: string) => void;
}

interface NodeRow {
  id: string;
  worker_ids: string[];
}
/** What the leader found among the nodes. */
export interface Burial {
  liveWorkerIds: string[];
  deadWorkerIds: string[];
  deadNodeIds: string[];
}

/** Another server, or a restore, holds the data; trying again does not help. */
export class DataInUse extends Error {
  constructor() {
    super(
      'Another Ringback server (or a restore) is using this database. Stop it first, or set RINGBACK_CLUSTER=1 on all servers to run several together.',
    );
  }
}

/**
 * This process as the database sees it: one connection that holds the app lock, this node's own lock and, on one node, leadership.
 * A lost connection is lost leadership; liveness of a node is its lock, not a heartbeat.
 */
export class NodeSession {
  readonly nodeId = newId();
  readonly #lockKey = randomBytes(6).readUIntBE(0, 6);
  readonly #options: NodeSessionOptions;
  #client: pg.Client | null = null;
  #leader = false;
  #workerIds: readonly string[] = [];
  #lostAt = 0;
  #stopped = false;
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  constructor(options: NodeSessionOptions) {
    this.#options = options;
  }
  /** True while this process leads. */
  get isLeader(): boolean {
    return this.#leader && this.#client !== null;
  }
  /**
   * Runs on the session connection while this process leads (null otherwise): what the stamper writes goes through the connection
   * that holds the lock, so that lost connection means lost leadership. One at a time: a connection has one conversation.
   */
  asLeader<T>(work: (client: pg.Client) => Promise<T>): Promise<T | null> {
    return this.#inTurn(async (client) => (this.#leader ? work(client) : null));
  }
  /** Connects and takes the locks. Throws when another server holds the data. */
  async start(): Promise<void> {
    await this.#connect();
    this.#schedule();
  }
  /** Gives the locks back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#turn.catch(() => undefined);
    const client = this.#client;
    this.#client = null;
    this.#leader = false;
    if (!client) return;
    await client.query('DELETE FROM nodes WHERE id = $1', [this.nodeId]).catch(() => undefined);
    await client.end().catch(() => undefined);
  }
  /** Remembers the ids of this node's job workers, so that the leader can free what they held if this node dies. */
  async setWorkerIds(ids: readonly string[]): Promise<void> {
    this.#workerIds = ids;
    await this.#inTurn((client) => client.query('UPDATE nodes SET worker_ids = $2 WHERE id = $1', [this.nodeId, [...ids]]));
  }
  /** Removes rows of nodes whose lock is free. Returns the workers of the living and of the dead; null while this node does not lead. */
  buryDead(): Promise<Burial | null> {
    return this.asLeader((client) => this.#bury(client));
  }
  async #bury(client: pg.Client): Promise<Burial> {
    const held = `SELECT ((classid::bigint << 32) | objid::bigint) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    const dead = await client.query<NodeRow>(`DELETE FROM nodes WHERE lock_key NOT IN (${held}) RETURNING id, worker_ids`);
    const live = await client.query<NodeRow>('SELECT id, worker_ids FROM nodes');
    const workers = (rows: NodeRow[]) => rows.flatMap((row) => row.worker_ids);
    return { liveWorkerIds: workers(live.rows), deadWorkerIds: workers(dead.rows), deadNodeIds: dead.rows.map((row) => row.id) };
  }
  #inTurn<T>(work: (client: pg.Client) => Promise<T>): Promise<T | null> {
    const run = async () => (this.#client ? work(this.#client) : null);
    const turn = this.#turn.then(run, run);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      application_name: 'ringback-node',
    });
    client.on('error', (error) => this.#lost(client, error.message));
    client.on('end', () => this.#lost(client, 'connection ended'));
    client.on('notification', (message) => this.#options.onNotify(message.channel));
    await client.connect();
    try {
      await this.#settleIn(client);
    } catch (error) {
      // A half-made session must not stay behind and hold locks against our next attempt.
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    await this.#inTurn(() => this.#tryLead());
  }
  async #settleIn(client: pg.Client): Promise<void> {
    // A vanished network must not leave a leader that believes in itself: the server drops us within seconds.
    await client.query(
      'SET tcp_keepalives_idle = 2; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3; SET tcp_user_timeout = 5000; SET idle_session_timeout = 0',
    );
    const mode = this.#options.isCluster ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock';
    if (!(await lock(client, mode, APP_LOCK))) throw new DataInUse();
    await lock(client, 'pg_try_advisory_lock', this.#lockKey);
    await client.query(
      // After a lost connection another leader may have buried this row: the workers must be written again, or their jobs count as a dead man's.
      `INSERT INTO nodes (id, lock_key, host, pid, started_at, worker_ids) VALUES ($1, $2, $3, $4, clock_timestamp(), $5)
       ON CONFLICT (id) DO UPDATE SET lock_key = EXCLUDED.lock_key, worker_ids = EXCLUDED.worker_ids`,
      [this.nodeId, this.#lockKey, hostname(), process.pid, [...this.#workerIds]],
    );
    await client.query(`LISTEN ${STAMP_CHANNEL}; LISTEN ${TAIL_CHANNEL}`);
  }
  async #tryLead(): Promise<void> {
    if (this.#leader || !this.#client) return;
    if (await lock(this.#client, 'pg_try_advisory_lock', LEADER_LOCK)) {
      this.#leader = true;
      this.#options.log.debug({ nodeId: this.nodeId }, 'leading');
    }
  }
  #lost(client: pg.Client, reason: string): void {
    if (this.#client !== client || this.#stopped) return;
    this.#client = null;
    this.#leader = false;
    this.#lostAt = Date.now();
    this.#options.log.warn({ reason }, 'database session lost, reconnecting');
  }
  #schedule(): void {
    this.#timer = setTimeout(() => void this.#tick(), 500);
  }
  async #tick(): Promise<void> {
    try {
      if (this.#client) await this.#inTurn(() => this.#tryLead());
      else await this.#connect();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      // The server has not noticed yet that our old connection is gone and holds the lock for it: not somebody else, only ourselves.
      if (error instanceof DataInUse && Date.now() - this.#lostAt > TAKEN_OVER_MS) return this.#options.onLost(message);
      this.#options.log.warn({ reason: message }, 'database session not restored yet');
    }
    if (!this.#stopped) this.#schedule();
  }
}

async function lock(client: pg.Client, call: string, key: number): Promise<boolean> {
  const result = await client.query<{ ok: boolean }>(`SELECT ${call}($1::bigint) AS ok`, [key]);
  return result.rows[0]?.ok === true;
}
