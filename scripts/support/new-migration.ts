import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.js';
import { makeDataSource } from '../../server/core/db/data-source.js';
import { startEmbeddedPostgres } from '../../server/core/db/embedded-postgres.js';
import { migrate } from '../../server/core/db/migrate.js';
import { entities } from '../../server/entities.js';
import { ROOT } from './run.js';

/** Statements that lead from what the migrations make to what the entities say, and back. */
interface Difference {
  up: string[];
  down: string[];
}

/** Compares migrations and entities on a throw-away database. */
async function difference(): Promise<Difference> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ringback-new-'));
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, database: 'ringback', settings: { fsync: 'off' } });
  try {
    const source = await makeDataSource({ url: server.url, entities, migrations }).initialize();
    await migrate(source, server.url);
    const log = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    return { up: log.upQueries.map(({ query }) => query), down: log.downQueries.map(({ query }) => query).reverse() };
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const sqlOf = (statements: string[]) =>
  statements.length === 0 ? '' : `\n${statements.map((statement) => `${statement.replaceAll('`', '\\`')};`).join('\n')}\n`;

function textOf(className: string, { up, down }: Difference): string {
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = \`${sqlOf(up)}\`;

const down = \`${sqlOf(down)}\`;

/** What this migration is for, in one sentence. */
export class ${className} implements MigrationInterface {
  name = '${className}';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
`;
}

function register(className: string, file: string): void {
  const path = join(ROOT, 'migrations/index.ts');
  const text = readFileSync(path, 'utf8');
  const lastImport = text.lastIndexOf('import ');
  const lineEnd = text.indexOf('\n', lastImport) + 1;
  const imported = `${text.slice(0, lineEnd)}import { ${className} } from './${file}.js';\n${text.slice(lineEnd)}`;
  writeFileSync(path, imported.replace(/,?\s*\];\s*$/, `, ${className}];\n`));
}

/**
 * Writes `migrations/<timestamp>-<name>.ts` with what is missing to make the tables equal the entities, for reading and editing, and
 * lists it in `migrations/index.ts`. Returns the file's path. Throws when the name is not kebab-case.
 */
export async function newMigration(name: string, now: Date): Promise<string> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error('A migration is named in kebab-case after what it does, e.g. create-calls.');
  const file = `${now.getTime()}-${name}`;
  const className = `${name.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase())}${now.getTime()}`;
  writeFileSync(join(ROOT, 'migrations', `${file}.ts`), textOf(className, await difference()));
  register(className, file);
  return `migrations/${file}.ts`;
}
