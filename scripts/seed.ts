import { parseArgs } from 'node:util';
import { migrations } from '../migrations/index.js';
import { makeDataSource } from '../server/core/db/data-source.js';
import { migrate } from '../server/core/db/migrate.js';
import { withInstallation } from './support/installation.js';
import { seed } from './support/seed/seed.js';

// npm run seed -- --people N --interactions M --tickets T [--seed S]

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '10000' },
    interactions: { type: 'string', default: '50000' },
    tickets: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
  },
});

function count(name: keyof typeof values): number {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} takes a whole number, not "${values[name]}".`);
  return number;
}

await withInstallation(async ({ database }) => {
  const sizes = {
    people: Math.max(1, count('people')),
    interactions: count('interactions'),
    tickets: count('tickets'),
    seed: count('seed'),
  };
  const source = await makeDataSource({ url: database.url, entities: [], migrations, poolSize: 2 }).initialize();
  await migrate(source, database.url);
  await source.destroy();
  await seed(database.url, sizes, console.log);
});
