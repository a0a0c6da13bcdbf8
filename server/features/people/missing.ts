import { AppError, driverError } from '../../core/errors.js';

/** Runs a write and answers NOT_FOUND where it names an account, person or company that does not exist. */
export async function refuseMissing<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const cause = driverError(error);
    if (cause?.code !== '23503') throw error;
    throw new AppError('NOT_FOUND', 'Something this refers to does not exist.', { constraint: cause.constraint });
  }
}
