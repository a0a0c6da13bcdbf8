import { runMigrations as runJobMigrations } from 'graphile-worker';
import type { DataSource } from 'typeorm';

/** Brings the database to the newest schema: the job queue's own tables and ours. Returns the names of the migrations that ran. */
export async function migrate(dataSource: DataSource, connectionString: string): Promise<string[]> {
  await runJobMigrations({ connectionString });
  const ran = await dataSource.runMigrations();
  return ran.map((migration) => migration.name);
}
