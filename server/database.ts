import { join } from 'node:path';
import type { Config } from './config.js';
import { startEmbeddedPostgres } from './core/db/embedded-postgres.js';

/** The database of an installation. */
export interface InstallationDatabase {
  url: string;
  /** True when it was running before we came: a script leaves it running, a server that took it over ends it. */
  adopted: boolean;
  /** Has the embedded database started again should it die; does nothing to one of your own, which has its own keeper. */
  guard(): void;
  /** Ends the embedded database; does nothing to one of your own. */
  stop(): Promise<void>;
}

/**
 * The database the configuration names: `DATABASE_URL`, or the embedded one in `RINGBACK_DATA/postgres`, started or adopted.
 * Throws EmbeddedPostgresError with the reason and the remedy.
 */
export async function openDatabase(config: Config, say: (line: string) => void): Promise<InstallationDatabase> {
  if (config.DATABASE_URL) return { url: config.DATABASE_URL, adopted: true, guard: () => undefined, stop: () => Promise.resolve() };
  return startEmbeddedPostgres({
    dataDir: join(config.RINGBACK_DATA, 'postgres'),
    port: config.RINGBACK_DB_PORT,
    database: 'ringback',
    say,
  });
}
