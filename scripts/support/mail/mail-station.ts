import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { migrations } from '../../../migrations/index.js';
import { createImap } from '../../../server/adapters/imap/imap.js';
import { createMailParser } from '../../../server/adapters/mailbox/mail-parser.js';
import { createMailer } from '../../../server/adapters/mailer/mailer.js';
import { createOAuth } from '../../../server/adapters/oauth/oauth.js';
import { localFolder } from '../../../server/adapters/storage/local-folder.js';
import { createTelephony } from '../../../server/adapters/telephony/telephony.js';
import { createApp } from '../../../server/app.js';
import { type Config, readConfig } from '../../../server/config.js';
import { DatabaseClock } from '../../../server/core/clock.js';
import { makeDataSource } from '../../../server/core/db/data-source.js';
import { startEmbeddedPostgres } from '../../../server/core/db/embedded-postgres.js';
import { migrate } from '../../../server/core/db/migrate.js';
import { openDatabase } from '../../../server/database.js';
import { entities } from '../../../server/entities.js';
import { type MailDelivery, makeMailDelivery } from '../../../server/features/mail/index.js';

/** The mail door of an installation, outside its server. */
export interface MailStation {
  delivery: MailDelivery;
  /** Ends what was started for it; a throw-away installation is gone then. */
  close(): Promise<void>;
}

interface Ground {
  config: Config;
  url: string;
  leave(): Promise<void>;
}

/**
 * Opens the pipeline on the installation the environment names, running or not, or on a throw-away one. The server itself is not started: its running twin
 * tails the same events. Throws with the reason when the database cannot be had.
 */
export async function openMailStation({ isScratch }: { isScratch: boolean }): Promise<MailStation> {
  const { config, url, leave } = isScratch ? await scratchGround() : await ownGround();
  try {
    const dataSource = await makeDataSource({ url, entities, migrations, poolSize: 4 }).initialize();
    await migrate(dataSource, url);
    const storage = localFolder(join(config.RINGBACK_DATA, 'files'));
    const mailParser = createMailParser({ storage });
    const app = createApp({
      ...{
        config,
        url,
        dataSource,
        storage,
        mailParser,
        mailer: createMailer(storage),
        imap: createImap(),
        oauth: createOAuth(),
        clientDir: null,
        startSimulator: null,
        build: 'script',
        checksOutput: false,
      },
      log: pino({ level: 'silent' }),
      clock: new DatabaseClock(),
      telephony: createTelephony(),
      onLost: () => undefined,
    });
    return {
      delivery: makeMailDelivery(app.deps),
      async close() {
        await mailParser.close();
        await dataSource.destroy();
        await leave();
      },
    };
  } catch (error) {
    await leave();
    throw error;
  }
}

async function ownGround(): Promise<Ground> {
  const config = readConfig();
  const database = await openDatabase(config, console.error);
  return { config, url: database.url, leave: () => (database.adopted ? Promise.resolve() : database.stop()) };
}

async function scratchGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'ringback-mail-'));
  // The database of a root's installation runs as another user, who has to pass through.
  chmodSync(folder, 0o711);
  const config = readConfig({ RINGBACK_DATA: folder, LOG_LEVEL: 'silent' });
  const database = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    database: 'ringback',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  return {
    config,
    url: database.url,
    async leave() {
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
