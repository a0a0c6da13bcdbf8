import type { EntityManager } from 'typeorm';
import { driverError } from '../errors.js';

/** PostgreSQL's `query_canceled`: here the time given to the statement was over. */
const CANCELED = '57014';

/**
 * Asks one reading statement and gives it `ms` on the server; null when it took longer: it has ended there too then, and holds nobody else up. For
 * questions of people that may be asked in a way no index helps.
 */
export async function queryWithin<T>(db: EntityManager, ms: number, ask: { sql: string; params: readonly unknown[] }): Promise<T[] | null> {
  try {
    return await db.transaction(async (inside) => {
      await inside.query(`SET LOCAL statement_timeout = ${Math.trunc(ms)}`);
      return inside.query<T[]>(ask.sql, [...ask.params]);
    });
  } catch (error) {
    if (driverError(error)?.code === CANCELED) return null;
    throw error;
  }
}
