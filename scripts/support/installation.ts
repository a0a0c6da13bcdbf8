import { type Config, readConfig } from '../../server/config.js';
import { type InstallationDatabase, openDatabase } from '../../server/database.js';

/** What a script may touch of an installation. */
export interface Installation {
  config: Config;
  database: InstallationDatabase;
}

/**
 * Runs a script's work on the installation the environment names, its database started if need be and ended again if it was not
 * running. Prints the reason and sets exit code 1 when the work throws.
 */
export async function withInstallation(work: (installation: Installation) => Promise<void>): Promise<void> {
  try {
    const config = readConfig();
    const database = await openDatabase(config, console.error);
    try {
      await work({ config, database });
    } finally {
      if (!database.adopted) await database.stop();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
