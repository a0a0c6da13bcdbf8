import { AppError, driverError } from '../../core/errors.js';

/**
 * Turns PostgreSQL's foreign-key violation (23503) into INVALID_REFERENCE with the column that led nowhere; anything else passes unchanged. The
 * transaction is lost either way: throw what this returns.
 */
export function asReferenceError(error: unknown): unknown {
  const driver = driverError(error);
  if (driver?.code !== '23503') return error;
  const field =
    /^(?:tickets|ticket_reasons|ticket_views|snippets|macros|messages|tasks)_(.+)_fkey$/.exec(driver.constraint ?? '')?.[1] ?? null;
  return new AppError('INVALID_REFERENCE', `The ${field ?? 'reference'} given here leads nowhere.`, { field });
}

/** Runs an insert or update whose references come from input; see `asReferenceError`. */
export async function withReferences<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw asReferenceError(error);
  }
}
