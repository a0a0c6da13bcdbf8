import { type ErrorCode, errorStatus } from '../../shared/errors/index.js';

/**
 * A failure with a typed code, thrown where it is known and answered once by the error handler.
 * `message` is for developers and logs in English; people read the client's translation of `code`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: Record<string, unknown> | undefined;
  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.status = errorStatus[code];
    this.details = details;
  }
}

/** Throws NOT_FOUND for a missing (or invisible) thing; returns it otherwise. The two are told apart by nobody. */
export function found<T>(thing: T | null | undefined, what: string): T {
  if (thing === null || thing === undefined) throw new AppError('NOT_FOUND', `There is no such ${what}, or you may not see it.`);
  return thing;
}

/** True for PostgreSQL's unique violation, optionally of one constraint or index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const driver = driverError(error);
  return driver?.code === '23505' && (constraint === undefined || driver.constraint === constraint);
}

/** The PostgreSQL error behind whatever TypeORM or pg threw, if there is one. */
export function driverError(error: unknown): { code?: string; constraint?: string } | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('driverError' in error && typeof error.driverError === 'object' && error.driverError !== null) return error.driverError;
  return 'code' in error ? (error as { code?: string; constraint?: string }) : undefined;
}
