import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CarrierState } from '../../../server/carrier/control/state.js';
import type { FaultRule } from '../../../server/carrier/index.js';
import { signIn } from '../../../shared/contract/auth.js';
import { send } from '../../support/api.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import type { TestAccount } from '../../support/factories.js';

const MAIN = join(import.meta.dirname, '..', '..', '..', 'dist', 'server', 'main.js');
const EMAIL = 'admin@test.example';
const PASSWORD = 'a long enough password';
const START_PATIENCE_MS = 120_000;

/** The whole built product in a process of its own, with its own carrier beside it, to be killed in the middle of things. */
export class KillableApp {
  child: ChildProcess | null = null;
  url = '';
  /** When the newest process said that it is ready, ms. */
  readyAt = 0;
  private constructor(
    readonly database: TestDatabase,
    readonly folder: string,
  ) {}

  static async start(): Promise<KillableApp> {
    const app = new KillableApp(await createTestDatabase(), mkdtempSync(join(tmpdir(), 'ringback-kill-')));
    await app.run('0');
    return app;
  }

  /** Starts a process; after a kill on the same port, because the carrier goes on calling there. */
  async run(port = new URL(this.url).port): Promise<void> {
    const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
      env: {
        ...{ PATH: process.env['PATH'] ?? '', PORT: port, RINGBACK_DATA: this.folder, DATABASE_URL: this.database.url, LOG_LEVEL: 'error' },
        ...{ RINGBACK_ADMIN_EMAIL: EMAIL, RINGBACK_ADMIN_PASSWORD: PASSWORD },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.url = await new Promise<string>((resolve, reject) => {
      let output = '';
      const timer = setTimeout(() => reject(new Error(`not ready: ${output}`)), START_PATIENCE_MS);
      child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
      const read = (text: string) => {
        output += text;
        const url = /open (http:\S+)/.exec(output)?.[1];
        if (!url) return;
        clearTimeout(timer);
        resolve(url.replace(/\/$/, ''));
      };
      child.stdout?.setEncoding('utf8').on('data', read);
      child.stderr?.setEncoding('utf8').on('data', read);
    });
    this.readyAt = Date.now();
  }

  /** No chance to tidy up. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** The administrator, who is also an agent of the hotline that the first start makes. */
  async admin(): Promise<TestAccount> {
    const answer = await send(this.url, {
      method: 'POST',
      path: `/api/v1${signIn.path}`,
      headers: { 'Content-Type': 'application/json', 'X-Ringback': '1', 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
    });
    const me = answer.json as { account: { id: string; name: string }; sessionId: string };
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    return { id: me.account.id, name: me.account.name, email: EMAIL, sessionId: me.sessionId, cookie };
  }

  carrier(): { url: string; controlSecret: string; pid: number } {
    const state = JSON.parse(readFileSync(join(this.folder, 'carrier.json'), 'utf8')) as {
      port: number;
      controlSecret: string;
      pid: number;
    };
    return { url: `http://127.0.0.1:${state.port}`, controlSecret: state.controlSecret, pid: state.pid };
  }

  async #control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { url, controlSecret } = this.carrier();
    const answer = await send(url, {
      method,
      path: `/_sim/${path}`,
      headers: { 'X-Sim-Secret': controlSecret, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status >= 400) throw new Error(`carrier control ${path}: ${answer.status} ${answer.text}`);
    return answer.json as T;
  }

  async ring(from: string, script: Record<string, unknown> = {}): Promise<string> {
    return (await this.#control<{ callSid: string }>('POST', 'inbound', { from, script })).callSid;
  }
  /** The carrier's picture, as soon as it looks like this; throws after `ms` with what it looks like instead. */
  async seen(what: string, isSo: (state: CarrierState) => boolean, ms = 20_000): Promise<CarrierState> {
    for (const from = Date.now(); ; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const state = await this.state();
      if (isSo(state)) return state;
      if (Date.now() - from > ms) throw new Error(`not within ${ms} ms: ${what}; ${JSON.stringify(state)}`);
    }
  }
  /** Makes something go wrong; returns the rule's id. */
  async fault(rule: FaultRule): Promise<number> {
    return (await this.#control<{ id: number }>('POST', 'faults', rule)).id;
  }
  /** Resolves when the carrier has got the request that this fault was waiting for. */
  async struck(fault: number): Promise<void> {
    for (let tries = 0; tries < 1000; tries++) {
      const rules = await this.#control<{ id: number; hits: number }[]>('GET', 'faults');
      if (rules.some((rule) => rule.id === fault && rule.hits > 0)) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the request never reached the carrier');
  }
  /** What the carrier did with a leg, a line each. */
  async trace(sid: string): Promise<string[]> {
    const lines = await this.#control<{ at: number; kind: string; detail: unknown }[]>('GET', `trace?callSid=${sid}`);
    return lines.map((line) => `${new Date(line.at).toISOString()} ${line.kind} ${JSON.stringify(line.detail).slice(0, 200)}`);
  }
  state(): Promise<CarrierState> {
    return this.#control('GET', 'state');
  }

  async remove(): Promise<void> {
    await this.kill();
    try {
      process.kill(this.carrier().pid, 'SIGKILL');
    } catch {
      // It had ended by itself.
    }
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
