import { migrations } from '../migrations/index.js';
import { makeDataSource } from '../server/core/db/data-source.js';
import { migrate } from '../server/core/db/migrate.js';
import { withInstallation } from './support/installation.js';

// `npm run db:migrate`: brings the installation's database to this version's schema, as `npm start` does by itself.
await withInstallation(async ({ database: { url } }) => {
  const source = await makeDataSource({ url, entities: [], migrations }).initialize();
  const ran = await migrate(source, url).finally(() => source.destroy());
  console.log(ran.length === 0 ? 'The database is up to date.' : `Ran ${ran.join(', ')}.`);
});
