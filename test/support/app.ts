import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { createImap } from '../../server/adapters/imap/imap.js';
import { createMailParser } from '../../server/adapters/mailbox/mail-parser.js';
import { createMailer } from '../../server/adapters/mailer/mailer.js';
import { createOAuth } from '../../server/adapters/oauth/oauth.js';
import { localFolder } from '../../server/adapters/storage/local-folder.js';
import { createTelephony } from '../../server/adapters/telephony/telephony.js';
import { type App, type AppOptions, createApp } from '../../server/app.js';
import { readConfig } from '../../server/config.js';
import { ManualClock } from '../../server/core/clock.js';
import type { Transaction } from '../../server/core/context.js';
import { makeDataSource } from '../../server/core/db/data-source.js';
import { entities } from '../../server/entities.js';
import type { Role } from '../../shared/models/auth.js';
import type { InputOf, Operation, OutputOf } from '../../shared/operation.js';
import { type CallOptions, call, type RawAnswer, send } from './api.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { makeAccount, makeTeam, type TestAccount, type TestTeam } from './factories.js';
import { openSocket, type SocketOptions, type TestSocket } from './sockets.js';

export interface TestAppOptions {
  /** Where the manual clock starts; default Monday 2026-11-23 08:00 UTC (09:00 in Berlin). */
  startAt?: string;
  env?: Record<string, string>;
  /** Reuse a database (a second node, or the same data after a crash). */
  database?: TestDatabase;
  /** Reuse the clock of another app on the same database. */
  clock?: ManualClock;
  telephony?: ReturnType<typeof createTelephony>;
  /** How long a mail server may take to answer, ms. */
  smtpAnswerMs?: number;
  /** Waits of whoever reads mailboxes. */
  imap?: Parameters<typeof createImap>[0];
  /** Carries ephemera to other servers of the same test. */
  bus?: AppOptions['bus'];
}
export interface TestApp {
  app: App;
  url: string;
  db: DataSource;
  database: TestDatabase;
  clock: ManualClock;
  transaction: Transaction;
  telephony: ReturnType<typeof createTelephony>;
  /** Calls an operation over real HTTP; throws ApiFailure with code and status when it is refused. */
  api<Op extends Operation>(operation: Op, input: InputOf<Op>, options?: CallOptions): Promise<OutputOf<Op>>;
  /** A request as raw as wished: status, headers, body. */
  send(method: string, path: string, options?: { headers?: Record<string, string>; body?: string }): Promise<RawAnswer>;
  account(options?: { name?: string; roles?: Role[]; teams?: TestTeam[]; leads?: TestTeam[] }): Promise<TestAccount>;
  team(options?: { name?: string; isConfidential?: boolean }): Promise<TestTeam>;
  /** Connects a browser tab's socket and collects its events. */
  connect(account: TestAccount, options?: SocketOptions): Promise<TestSocket>;
  /** Everything committed is delivered and has arrived at the sockets, these sit in the rooms due to them, jobs are done, feature loops are idle. */
  settle(): Promise<void>;
  /** Moves the clock and fires every deadline on the way, in order, settling after each. */
  advance(ms: number): Promise<void>;
  /** Stops the app; the database stays until `close`. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** The real app on a database of its own, a manual clock and real HTTP. Closed by `close()`. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase());
  const files = mkdtempSync(join(tmpdir(), 'ringback-files-'));
  const clock = options.clock ?? new ManualClock(options.startAt);
  const dataSource = await makeDataSource({ url: database.url, entities, migrations: [], poolSize: 10 }).initialize();
  const telephony = options.telephony ?? createTelephony();
  const config = readConfig({
    PORT: '0',
    RINGBACK_DATA: files,
    RINGBACK_JOBS: '4',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    ...options.env,
  });
  const storage = localFolder(files);
  const mailParser = createMailParser({ storage, workers: 1 });
  const sockets: TestSocket[] = [];
  const app = createApp({
    ...{
      config,
      url: database.url,
      dataSource,
      clock,
      telephony,
      clientDir: null,
      build: 'test',
      checksOutput: true,
      startSimulator: null,
    },
    ...(options.bus ? { bus: options.bus } : {}),
    log: pino({ level: config.LOG_LEVEL }),
    storage,
    mailParser,
    mailer: createMailer(storage, { connectMs: 5000, answerMs: options.smtpAnswerMs ?? 20_000 }),
    imap: createImap({ connectMs: 5000, answerMs: 20_000, backOffMs: [100, 200, 300, 400, 500], ...options.imap }),
    oauth: createOAuth(),
    onLost: () => undefined,
  });
  const port = await app.start();
  const url = `http://127.0.0.1:${port}`;
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    for (const socket of sockets) socket.close();
    await app.stop();
    await mailParser.close();
    await dataSource.destroy();
    rmSync(files, { recursive: true, force: true });
  };
  let heard = 0;
  const settle = async () => {
    await app.runtime.settle();
    await app.sockets.settle();
    const { cursor } = app.runtime.events.tail;
    if (cursor === heard) return;
    await Promise.all(sockets.map((socket) => socket.heard()));
    heard = cursor;
  };
  return {
    ...{ app, url, db: dataSource, database, clock, telephony, stop, settle },
    transaction: app.runtime.transaction,
    api: (operation, input, callOptions) => call(url, operation, { input, ...callOptions }),
    send: (method, path, sendOptions) => send(url, { method, path, ...sendOptions }),
    account: (accountOptions) => makeAccount(app.runtime.transaction, accountOptions ?? {}),
    team: (teamOptions) => makeTeam(app.runtime.transaction, teamOptions ?? {}),
    async connect(account, socketOptions) {
      const socket = await openSocket(url, account, socketOptions ?? {});
      sockets.push(socket);
      return socket;
    },
    async advance(ms) {
      const target = clock.now().getTime() + ms;
      await settle();
      for (;;) {
        const due = await app.runtime.deadlines.nextDue();
        if (!due || due.getTime() > target) break;
        clock.moveTo(due);
        await app.runtime.deadlines.fireDue();
        await settle();
      }
      clock.moveTo(new Date(target));
      await settle();
    },
    async close() {
      await stop();
      if (!options.database) await database.drop();
    },
  };
}
