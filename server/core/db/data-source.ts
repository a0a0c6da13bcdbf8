import 'reflect-metadata';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import { driverError } from '../errors.js';
import { PostgresNaming } from './naming.js';
import { preparingClients } from './preparing-client.js';

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
      Client: preparingClients(),
      // Statements that were asked without waiting for each other go out together; the answers come in the same order.
      pipeline: true,
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

/** Says in words why a database could not be connected, without its password. */
export function cannotConnect(url: string, error: unknown): Error {
  const { hostname, port, pathname, username } = new URL(url);
  const at = `${hostname}:${port || 5432}`;
  const { code = '' } = driverError(error) ?? {};
  const reasons: Record<string, string> = {
    ECONNREFUSED: `nothing listens at ${at}`,
    ENOTFOUND: `there is no host ${hostname}`,
    EAI_AGAIN: `there is no host ${hostname}`,
    ETIMEDOUT: `${at} does not answer`,
    '28P01': `the password of "${username}" is refused`,
    '28000': `"${username}" may not sign in`,
    '3D000': `there is no database "${pathname.slice(1)}"`,
    '53300': 'it has no connection left to give',
    '57P03': 'it is still starting',
  };
  const reason = reasons[code] ?? (error instanceof Error && error.message ? error.message : String(error));
  return new Error(`DATABASE_URL: the database cannot be used: ${reason}.`, { cause: error });
}
