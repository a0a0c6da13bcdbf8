import { AppError, isUniqueViolation } from '../../../core/errors.js';

/** Runs a write of a reason; a name its siblings already have becomes CONFLICT. */
export async function sayTaken<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isUniqueViolation(error, 'ticket_reasons_name_unique'))
      throw new AppError('CONFLICT', 'A reason of this name stands there already.', { field: 'name' });
    throw error;
  }
}
