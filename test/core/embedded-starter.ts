import { startEmbeddedPostgres } from '../../server/core/db/embedded-postgres.js';

// A process of its own for the tests to kill or to run as another user: starts the database of a folder, says its URL, and waits.
const [dataDir = '', settings = '{}'] = process.argv.slice(2);
const { url } = await startEmbeddedPostgres({ dataDir, database: 'ringback', settings: JSON.parse(settings) as Record<string, string> });
process.stdout.write(`${url}\n`);
setInterval(() => undefined, 1000);
