import { dump } from './support/backup/dump.js';
import { withInstallation } from './support/installation.js';

// `npm run backup -- FILE`: one consistent backup of everything, while Ringback runs or not.
const file = process.argv[2];
if (!file) {
  console.error('Usage: npm run backup -- FILE');
  process.exitCode = 2;
} else {
  await withInstallation(async ({ config, database }) => {
    const { tables, files, bytes } = await dump({ url: database.url, dataDir: config.RINGBACK_DATA, file });
    console.log(
      `${file}: ${tables} tables, ${files} files, ${(bytes / 1e6).toFixed(1)} MB. It holds personal data and secrets: keep it safe.`,
    );
  });
}
