import { describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.js';
import { makeDataSource } from '../../server/core/db/data-source.js';
import { migrate } from '../../server/core/db/migrate.js';
import { Versioned } from '../../server/core/db/versioned.js';
import { entities } from '../../server/entities.js';
import { createTestDatabase } from '../support/database.js';

const TABLES = `SELECT count(*)::int AS n FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations'`;

describe('migrations', () => {
  it('go down one by one to nothing, and up again', async () => {
    const database = await createTestDatabase({ empty: true });
    const source = await makeDataSource({ url: database.url, entities: [], migrations, poolSize: 2 }).initialize();
    expect(await migrate(source, database.url)).toHaveLength(migrations.length);
    for (const _one of migrations) await source.undoLastMigration();
    expect(await source.query(TABLES)).toEqual([{ n: 0 }]);
    const left: unknown[] = await source.query(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE '%version%'`,
    );
    expect(left).toEqual([]);
    expect(await migrate(source, database.url)).toHaveLength(migrations.length);
    await source.destroy();
    await database.drop();
  });

  it('run in the order of their times, each under a name of its own', () => {
    const names = migrations.map((Migration) => new Migration().name ?? '');
    const times = names.map((name) => Number(/\d{13}$/.exec(name)?.[0]));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(names).size).toBe(names.length);
  });

  it('guard every versioned table against an update that does not grow its version', async () => {
    const database = await createTestDatabase();
    const source = await makeDataSource({ url: database.url, entities, migrations: [], poolSize: 2 }).initialize();
    const rows: { name: string }[] = await source.query(
      `SELECT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgfoid = 'refuse_stale_version'::regproc AND NOT tgisinternal`,
    );
    const versioned = source.entityMetadatas.filter((entity) => (entity.target as typeof Versioned).prototype instanceof Versioned);
    const guarded = new Set(rows.map((row) => row.name));
    expect(versioned.map((entity) => entity.tableName).filter((name) => !guarded.has(name))).toEqual([]);
    expect(versioned.length).toBeGreaterThan(5);
    await source.destroy();
    await database.drop();
  });
});
