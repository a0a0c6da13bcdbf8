import { migrations } from '../migrations/index.js';
import { restore } from './support/backup/restore.js';
import { withInstallation } from './support/installation.js';

// `npm run restore -- FILE [--live]`: puts a backup in the place of everything there is. Ringback must not be running. Only with `--live` it then serves
// the real account's calls by itself; a copy beside the original would end them.
const isLive = process.argv.includes('--live');
const file = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
if (!file) {
  console.error('Usage: npm run restore -- FILE [--live]');
  process.exitCode = 2;
} else {
  await withInstallation(async ({ config, database }) => {
    const { createdAt } = await restore({ url: database.url, dataDir: config.RINGBACK_DATA, file, migrations, isLive });
    console.log(`Restored the backup of ${createdAt}. Start Ringback with: npm start`);
    if (!isLive) console.log('A connected telephone account is left alone until an administrator takes it up: Settings → Telephony.');
  });
}
