import 'reflect-metadata';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import { PostgresNaming } from './naming.js';

export interface DataSourceOptionsOfRingback {
  url: string;
  entities: readonly EntityTarget<ObjectLiteral>[];
  migrations: readonly (new () => MigrationInterface)[];
  /** Connections at most; the stamper, the session lock and the job worker hold theirs besides. */
  poolSize?: number;
}

/** A data source that is not yet connected. `synchronize` is never used: migrations alone make tables. */
export function makeDataSource(options: DataSourceOptionsOfRingback): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: [...options.entities] as (new () => ObjectLiteral)[],
    migrations: [...options.migrations],
    namingStrategy: new PostgresNaming(),
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolSize: options.poolSize ?? 16,
    migrationsTransactionMode: 'each',
    extra: {
      application_name: 'ringback',
      // A database that is away must be noticed: by whoever waits for a connection, and by whoever waits for an answer.
      connectionTimeoutMillis: 5000,
      query_timeout: 35_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  });
}
