import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineDatabase } from '../../scripts/support/doctor/database.js';
import { type Finding, inLines } from '../../scripts/support/doctor/finding.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const well: Finding = { what: 'disk', state: 'ok', words: '9 GB free', remedy: 'never shown' };
const unsure: Finding = { what: 'fallback', state: 'warning', words: 'on this server', remedy: 'Put it elsewhere.' };
const bad: Finding = { what: 'signature', state: 'failed', words: 'refused', remedy: 'Set PUBLIC_URL.' };

describe('inLines', () => {
  it('shows a remedy only where something is to be done, and ends with a verdict', () => {
    expect(inLines([well])).toBe('✓ disk  9 GB free\n\nEverything is well.');
    expect(inLines([well, unsure])).toBe(
      '✓ disk      9 GB free\n! fallback  on this server\n            → Put it elsewhere.\n\nIt works; look at the marked lines.',
    );
    expect(inLines([well, unsure, bad])).toContain('✗ signature  refused\n             → Set PUBLIC_URL.\n\n1 thing must be put right.');
  });
});

describe('examineDatabase', () => {
  let migrated: TestDatabase;
  let empty: TestDatabase;
  beforeAll(async () => {
    migrated = await createTestDatabase();
    empty = await createTestDatabase({ empty: true });
  });
  afterAll(() => Promise.all([migrated.drop(), empty.drop()]));
  const stateOf = async (url: string, what: string) => (await examineDatabase(url)).find((finding) => finding.what === what);

  it('finds a migrated database current and its clock in step', async () => {
    expect(await stateOf(migrated.url, 'schema')).toMatchObject({ state: 'ok', words: 'current' });
    expect(await stateOf(migrated.url, 'clock')).toMatchObject({ state: 'ok' });
    expect((await stateOf(migrated.url, 'database'))?.words).toContain('PostgreSQL');
  });
  it('says that an empty one is behind', async () => {
    expect(await stateOf(empty.url, 'schema')).toMatchObject({
      state: 'warning',
      words: expect.stringContaining('steps behind') as string,
    });
  });
  it('warns of data of a newer version', async () => {
    const client = new pg.Client({ connectionString: migrated.url });
    await client.connect();
    await client.query("INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')");
    await client.end();
    expect(await stateOf(migrated.url, 'schema')).toMatchObject({
      state: 'failed',
      words: 'of a newer version (FromTheFuture9999999999999)',
    });
  });
  it('says what keeps it from a database that cannot be reached', async () => {
    expect(await examineDatabase('postgres://nobody@127.0.0.1:1/none')).toMatchObject([{ what: 'database', state: 'failed' }]);
  });
});
