import { migrations } from '../migrations/index.js';
import { restore } from './support/backup/restore.js';
import { withInstallation } from './support/installation.js';

// `npm run restore -- FILE`: puts a backup in the place of everything there is. Ringback must not be running.
const file = process.argv[2];
if (!file) {
  console.error('Usage: npm run restore -- FILE');
  process.exitCode = 2;
} else {
  await withInstallation(async ({ config, database }) => {
    const { createdAt } = await restore({ url: database.url, dataDir: config.RINGBACK_DATA, file, migrations });
    console.log(`Restored the backup of ${createdAt}. Start Ringback with: npm start`);
  });
}
