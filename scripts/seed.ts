import { parseArgs } from 'node:util';
import { migrations } from '../migrations/index.js';
import { makeDataSource } from '../server/core/db/data-source.js';
import { migrate } from '../server/core/db/migrate.js';
import { withInstallation } from './support/installation.js';
import { seed } from './support/seed/seed.js';

// npm run seed -- --people N --interactions M --tickets T [--seed S] [--until YYYY-MM-DD]

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '10000' },
    interactions: { type: 'string', default: '50000' },
    tickets: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    until: { type: 'string' },
  },
});

function count(name: 'people' | 'interactions' | 'tickets' | 'seed'): number {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} takes a whole number, not "${values[name]}".`);
  return number;
}

function day(): { until?: string } {
  const { until } = values;
  if (until === undefined) return {};
  if (!/^\d{4}-\d\d-\d\d$/.test(until) || Number.isNaN(Date.parse(until)))
    throw new Error(`--until takes a day like 2026-11-23, not "${until}".`);
  return { until };
}

await withInstallation(async ({ database }) => {
  const sizes = {
    people: Math.max(1, count('people')),
    interactions: count('interactions'),
    tickets: count('tickets'),
    seed: count('seed'),
    ...day(),
  };
  const source = await makeDataSource({ url: database.url, entities: [], migrations, poolSize: 2 }).initialize();
  await migrate(source, database.url);
  await source.destroy();
  await seed(database.url, sizes, console.log);
});
