import { parseArgs } from 'node:util';
import { ingestFiles } from './support/mail/ingest-files.js';
import { mailFiles } from './support/mail/mail-files.js';
import { openMailStation } from './support/mail/mail-station.js';

const USAGE = 'Usage: npm run mail:ingest -- FILE|DIR… [--json] [--scratch] [--mailbox ADDRESS]';

/**
 * `npm run mail:ingest -- FILE|DIR…`: takes mails in as if they had just arrived, one JSON object a line on stdout. `--scratch` uses a throw-away
 * installation. `--json` is what it prints anyway.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, scratch: { type: 'boolean', default: false }, mailbox: { type: 'string' } },
  });
  if (positionals.length === 0) throw new Error(USAGE);
  const files = mailFiles(positionals);
  const station = await openMailStation({ isScratch: values.scratch });
  try {
    await ingestFiles(station, files, { mailbox: values.mailbox ?? null, print: (line) => void process.stdout.write(`${line}\n`) });
  } finally {
    await station.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
