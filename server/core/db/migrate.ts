import { runMigrations as runJobMigrations } from 'graphile-worker';
import { DataSource } from 'typeorm';

/** Brings the database to the newest schema: the job queue's own tables and ours. Returns the names of the migrations that ran. */
export async function migrate(dataSource: DataSource, connectionString: string): Promise<string[]> {
  await runJobMigrations({ connectionString });
  // On a connection of its own: a backfill may take longer than the time-outs that guard the running product.
  const options = { ...dataSource.options, extra: { application_name: 'ringback-migrate' }, poolSize: 2 } as typeof dataSource.options;
  const patient = await new DataSource(options).initialize();
  try {
    const ran = await patient.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await patient.destroy();
  }
}
