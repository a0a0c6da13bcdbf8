import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { readSimulatorState, type SimulatorState } from '../../scripts/support/simulator-state.js';
import { startEmbeddedPostgres } from '../../server/core/db/embedded-postgres.js';
import { newId } from '../../server/core/id.js';
import { ask } from './http-load.js';
import { type Helper, startProcess } from './processes.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** An account with a session, and its console's socket when it is connected. */
export interface BenchAgent {
  id: string;
  cookie: string;
  tabId: string;
  socket: Socket | null;
}

/** The product as it is installed: embedded PostgreSQL, server and carrier in processes of their own; this process is the load. */
export class Stage {
  readonly agents: BenchAgent[] = [];
  readonly #supervisors: BenchAgent[] = [];
  readonly #dataDir: string;
  readonly #port: number;
  readonly #stopDatabase: () => Promise<void>;
  private constructor(
    public server: Helper,
    readonly bare: Helper,
    readonly databaseUrl: string,
    readonly db: pg.Client,
    public carrier: SimulatorState,
    installation: { dataDir: string; port: number; stopDatabase: () => Promise<void> },
  ) {
    this.#dataDir = installation.dataDir;
    this.#port = installation.port;
    this.#stopDatabase = installation.stopDatabase;
  }

  static async start(): Promise<Stage> {
    const dataDir = mkdtempSync(join(tmpdir(), 'ringback-bench-'));
    chmodSync(dataDir, 0o711);
    const database = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), database: 'ringback' });
    const port = await freePort();
    const server = await startServer(database.url, dataDir, port);
    const bareServer = ['--import', 'tsx', join(ROOT, 'test/bench/bare-server.ts')];
    const bare = await startProcess(bareServer, { DATABASE_URL: database.url }, /bare at (\S+)/);
    const db = new pg.Client({ connectionString: database.url });
    await db.connect();
    const carrier = await waitForCarrier(dataDir, db);
    return new Stage(server, bare, database.url, db, carrier, { dataDir, port, stopDatabase: () => database.stop() });
  }
  /** Does something that wants the database for itself, and starts the server anew. No console may be connected. */
  async withoutServer(work: () => Promise<void>): Promise<void> {
    await this.server.end();
    await work();
    this.server = await startServer(this.databaseUrl, this.#dataDir, this.#port);
    // A carrier without an app ends itself after a minute; the server then starts another.
    this.carrier = await waitForCarrier(this.#dataDir, this.db);
  }
  /** Memory of the server process, kB. */
  memoryKb(): number {
    const status = readFileSync(`/proc/${this.server.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  }
  /** Adds accounts with sessions to the hotline's team and queue until there are `count`. */
  async hire(count: number): Promise<void> {
    while (this.agents.length < count) {
      const [id, sessionId, secret] = [newId(), newId(), randomBytes(32).toString('base64url')];
      const name = `Agent ${this.agents.length + 1}`;
      await this.db.query(
        `INSERT INTO accounts (id, created_at, updated_at, name, email, password_hash, roles, language)
         VALUES ($1, now(), now(), $2, $3, '-', '{agent}', 'de')`,
        [id, name, `${id}@bench.example`],
      );
      await this.db.query(
        `INSERT INTO sessions (id, account_id, secret_hash, created_at, last_seen_at, expires_at, ip, device)
         VALUES ($1, $2, $3, now(), now(), now() + interval '7 days', '127.0.0.1', 'bench')`,
        [sessionId, id, createHash('sha256').update(secret).digest('base64url')],
      );
      await this.db.query('INSERT INTO team_members (team_id, account_id) SELECT id, $1 FROM teams', [id]);
      await this.db.query(
        'INSERT INTO queue_members (id, created_at, updated_at, queue_id, account_id, level) SELECT gen_random_uuid(), now(), now(), id, $1, 1 FROM queues',
        [id],
      );
      this.agents.push({ id, cookie: `ringback_session=${sessionId}.${secret}`, tabId: randomUUID(), socket: null });
    }
  }
  /** Calls an operation of the product as an agent. */
  api(agent: BenchAgent, method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { Cookie: agent.cookie, 'X-Ringback': '1' };
    return ask(`${this.server.url}/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  }
  /** Opens the agent's console; resolves when it is live. */
  async connect(agent: BenchAgent): Promise<Socket> {
    const socket = io(this.server.url, {
      auth: { tabId: agent.tabId },
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { Cookie: agent.cookie },
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('live', () => resolve());
      socket.once('connect_error', reject);
    });
    agent.socket = socket;
    return socket;
  }
  /** Connects agents until `count` are there with sound, ready for calls. */
  async goReady(count: number): Promise<BenchAgent[]> {
    await this.hire(count);
    const team = this.agents.slice(0, count);
    for (const agent of team.filter((one) => one.socket === null)) await this.connect(agent);
    for (const agent of team) {
      await this.api(agent, 'POST', '/me/sound-ready', { tabId: agent.tabId, isReady: true });
      await this.api(agent, 'POST', '/me/ready', {});
    }
    return team;
  }
  /** Somebody who watches everything: not on a queue, sees all of them. */
  async hireSupervisor(): Promise<BenchAgent> {
    const count = this.agents.length;
    await this.hire(count + 1);
    const supervisor = this.agents.pop();
    if (!supervisor) throw new Error('nobody was hired');
    await this.db.query(`UPDATE accounts SET roles = '{supervisor,admin}', version = version + 1 WHERE id = $1`, [supervisor.id]);
    await this.db.query('DELETE FROM queue_members WHERE account_id = $1', [supervisor.id]);
    await this.connect(supervisor);
    this.#supervisors.push(supervisor);
    return supervisor;
  }
  async end(): Promise<void> {
    for (const agent of [...this.agents, ...this.#supervisors]) agent.socket?.disconnect();
    await this.db.end();
    await this.bare.end();
    await this.server.end();
    process.kill((JSON.parse(readFileSync(join(this.#dataDir, 'carrier.json'), 'utf8')) as { pid: number }).pid);
    await this.#stopDatabase();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** The same port at every start: the carrier goes on calling there. */
function startServer(databaseUrl: string, dataDir: string, port: number): Promise<Helper> {
  const env = {
    ...{ DATABASE_URL: databaseUrl, RINGBACK_DATA: dataDir, PORT: String(port), LOG_LEVEL: 'error' },
    ...{ RINGBACK_ADMIN_EMAIL: 'bench@bench.example', RINGBACK_ADMIN_PASSWORD: 'only for the benchmark' },
  };
  return startProcess([join(ROOT, 'dist/server/main.js')], env, /Ringback is ready: open (\S+)/);
}

/** The server starts its simulator and leads the first number to the queue by itself; calls can come when that is done. */
async function waitForCarrier(dataDir: string, db: pg.Client): Promise<SimulatorState> {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const { rows } = await db.query('SELECT 1 FROM phone_lines WHERE queue_id IS NOT NULL');
    const state = readSimulatorState(dataDir);
    if (state && rows.length > 0 && (await isThere(state))) return state;
  }
  throw new Error('no number led to a queue within a minute of the start');
}

function isThere(carrier: SimulatorState): Promise<boolean> {
  const asked = ask(`${carrier.restBase}/_sim/webhooks`, { headers: { 'X-Sim-Secret': carrier.controlSecret } });
  return asked.then(
    () => true,
    () => false,
  );
}
