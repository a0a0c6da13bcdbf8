import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corePersonalData } from '../../server/core/personal-data.js';
import { startTestApp, type TestApp } from '../support/app.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

describe('the registry of personal data', () => {
  const entries = () => [...corePersonalData, ...t.app.features.flatMap((feature) => feature.personalData)];

  it('has one entry for every table of the database', async () => {
    const rows: { name: string }[] = await t.db.query(
      `SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'graphile_worker') AND NOT c.relispartition ORDER BY 1`,
    );
    expect(
      entries()
        .map((entry) => entry.table)
        .sort(),
    ).toEqual(rows.map((row) => row.name).sort());
  });

  it('names columns and keys that exist', async () => {
    const rows: { name: string }[] = await t.db.query(
      `SELECT CASE table_schema WHEN 'public' THEN table_name ELSE table_schema || '.' || table_name END || '.' || column_name AS name FROM information_schema.columns`,
    );
    const known = new Set(rows.map((row) => row.name));
    const isKnown = (table: string, column: string) => known.has(column.includes('.') ? column : `${table}.${column}`);
    // A key may be a path through another table: `ticket_id -> tickets.person_id`.
    const named = entries().flatMap(({ table, columns, key }) =>
      [...columns, ...(key?.split(/\s*->\s*/) ?? [])].map((column) => ({ table, column })),
    );
    expect(named.filter(({ table, column }) => !isKnown(table, column))).toEqual([]);
  });
});
