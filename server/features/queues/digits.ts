import { AppError, isUniqueViolation } from '../../core/errors.js';

/** Runs a write that may take a digit; throws DIGIT_TAKEN when another active one has it. */
export async function refuseTakenDigit<T>(digit: number | null | undefined, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('DIGIT_TAKEN', `The digit ${digit ?? ''} is already taken.`, { digit: digit ?? null });
    throw error;
  }
}
