import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { migrations } from '../migrations/index.js';
import { createImap } from './adapters/imap/imap.js';
import { createMailParser } from './adapters/mailbox/mail-parser.js';
import { createMailer } from './adapters/mailer/mailer.js';
import { createOAuth } from './adapters/oauth/oauth.js';
import { localFolder } from './adapters/storage/local-folder.js';
import { startSimulator } from './adapters/telephony/simulator-process.js';
import { createTelephony } from './adapters/telephony/telephony.js';
import { createApp } from './app.js';
import { type Config, readConfig } from './config.js';
import { DatabaseClock } from './core/clock.js';
import { cannotConnect, makeDataSource } from './core/db/data-source.js';
import { prepareDatabase } from './core/db/prepare.js';
import { makeLog } from './core/log.js';
import { connectRedis } from './core/realtime/redis.js';
import { openDatabase } from './database.js';
import { entities } from './entities.js';
import { unattendedAdmin } from './unattended-admin.js';

const clientDir = resolve(import.meta.dirname, import.meta.url.includes('/dist/') ? '../client' : '../dist/client');

function buildId(): string {
  const index = join(clientDir, 'index.html');
  return existsSync(index) ? createHash('sha256').update(readFileSync(index)).digest('hex').slice(0, 12) : 'dev';
}

type Step = () => Promise<unknown>;

/** What ends a running server, the newest first: a signal during the start ends what was started so far. */
const endings: Step[] = [];
let isStopping = false;

async function end(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => {
    console.error('Stopping took longer than 15 s; calls go on at the carrier and are taken up at the next start.');
    process.exit(1);
  }, 15_000).unref();
  // A part that was only half started may refuse to stop; the others still must.
  for (const step of endings.reverse()) await step().catch((error: unknown) => console.error(error));
  process.exit(code);
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  void end(1);
}

/** A promise that nobody waited for must not end everybody's calls; an exception out of nowhere leaves a state nobody can trust. */
function watchOverStrays(log: Logger): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a failure that nobody caught'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'ending: the state of the process cannot be trusted');
    void end(1);
  });
}

async function main(config: Config): Promise<void> {
  const log = makeLog(config.LOG_LEVEL);
  const dataDir = resolve(config.RINGBACK_DATA);
  const { url, adopted, guard, stop } = await openDatabase(config, console.log);
  // A database that was running may be another server's: it is ours to end only once we hold the app lock.
  if (!adopted) endings.push(stop);
  const dataSource = makeDataSource({ url, entities, migrations, poolSize: config.RINGBACK_POOL });
  await dataSource.initialize().catch((error: unknown) => Promise.reject(cannotConnect(url, error)));
  endings.push(() => dataSource.destroy());
  await prepareDatabase(dataSource, { url, isCluster: config.RINGBACK_CLUSTER });
  if (adopted) endings.unshift(stop);
  guard();
  const bus = config.REDIS_URL ? await connectRedis(config.REDIS_URL, log) : null;
  if (bus) endings.push(() => bus.close());
  const storage = localFolder(join(dataDir, 'files'));
  const mailParser = createMailParser({ storage });
  endings.push(() => mailParser.close());
  const app = createApp({
    ...{ config, url, dataSource, log, clientDir: existsSync(clientDir) ? clientDir : null, build: buildId(), checksOutput: false },
    ...(bus ? { bus } : {}),
    clock: new DatabaseClock(),
    telephony: createTelephony(),
    storage,
    mailParser,
    mailer: createMailer(storage),
    imap: createImap(),
    oauth: createOAuth(),
    startSimulator: config.TWILIO_ACCOUNT_SID ? null : () => startSimulator(dataDir),
    // Another server has the data now, its database too: leave without ending anything.
    onLost: (reason) => {
      console.error(reason);
      process.exit(1);
    },
  });
  endings.push(() => app.stop());
  await unattendedAdmin(app.deps);
  watchOverStrays(log);
  const port = await app.start();
  console.log(`Ringback is ready: open ${config.PUBLIC_URL ?? `http://${config.HOST === '0.0.0.0' ? 'localhost' : config.HOST}:${port}`}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
try {
  await main(readConfig());
} catch (error) {
  fail(error);
}
