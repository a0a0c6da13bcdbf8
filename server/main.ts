import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { migrations } from '../migrations/index.js';
import { localFolder } from './adapters/storage/local-folder.js';
import { startSimulator } from './adapters/telephony/simulator-process.js';
import { createTelephony } from './adapters/telephony/telephony.js';
import { createApp } from './app.js';
import { type Config, readConfig } from './config.js';
import { DatabaseClock } from './core/clock.js';
import { makeDataSource } from './core/db/data-source.js';
import { startEmbeddedPostgres } from './core/db/embedded-postgres.js';
import { prepareDatabase } from './core/db/prepare.js';
import { makeLog } from './core/log.js';
import { entities } from './entities.js';
import { unattendedAdmin } from './unattended-admin.js';

const clientDir = resolve(import.meta.dirname, import.meta.url.includes('/dist/') ? '../client' : '../dist/client');

function buildId(): string {
  const index = join(clientDir, 'index.html');
  return existsSync(index) ? createHash('sha256').update(readFileSync(index)).digest('hex').slice(0, 12) : 'dev';
}

async function main(config: Config): Promise<void> {
  const log = makeLog(config.LOG_LEVEL);
  const dataDir = resolve(config.RINGBACK_DATA);
  const embedded = config.DATABASE_URL
    ? null
    : await startEmbeddedPostgres({
        dataDir: join(dataDir, 'postgres'),
        port: config.RINGBACK_DB_PORT,
        database: 'ringback',
        say: (line) => console.log(line),
      });
  const url = config.DATABASE_URL ?? embedded?.url ?? '';
  const dataSource = makeDataSource({ url, entities, migrations, poolSize: config.RINGBACK_POOL });
  await dataSource.initialize();
  await prepareDatabase(dataSource, { url, isCluster: config.RINGBACK_CLUSTER });
  const end = (reason: string, code: number) => {
    console.error(reason);
    process.exit(code);
  };
  const app = createApp({
    ...{ config, url, dataSource, log, clientDir: existsSync(clientDir) ? clientDir : null, build: buildId(), checksOutput: false },
    clock: new DatabaseClock(),
    telephony: createTelephony(),
    storage: localFolder(join(dataDir, 'files')),
    startSimulator: config.TWILIO_ACCOUNT_SID ? null : () => startSimulator(dataDir),
    onLost: (reason) => end(reason, 1),
  });
  const port = await app.start();
  await unattendedAdmin(app.deps);
  console.log(`Ringback is ready: open ${config.PUBLIC_URL ?? `http://${config.HOST === '0.0.0.0' ? 'localhost' : config.HOST}:${port}`}`);
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(
      () => end('Stopping took longer than 15 s; calls go on at the carrier and are taken up at the next start.', 1),
      15_000,
    ).unref();
    await app.stop();
    await dataSource.destroy();
    await embedded?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

try {
  await main(readConfig());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
