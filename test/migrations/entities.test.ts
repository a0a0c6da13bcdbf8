import { describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.js';
import { makeDataSource } from '../../server/core/db/data-source.js';
import { entities } from '../../server/entities.js';
import { createTestDatabase } from '../support/database.js';

describe('migrations', () => {
  it('from nothing to the newest make exactly what the entities describe', async () => {
    const database = await createTestDatabase();
    const source = await makeDataSource({ url: database.url, entities, migrations, poolSize: 2 }).initialize();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    await database.drop();
    expect(upQueries.map((query) => query.query)).toEqual([]);
  });
});
