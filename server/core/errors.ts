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

/** SQLSTATEs that say: the database is away, full, shutting down or too slow just now. Class 08, 53 and 57; 55P03 is a lock that was not to be had. */
const AWAY_STATES = /^(08|53|57)|^55P03$|^40P01$|^40001$/;
const AWAY_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
/** pg and its pool have no code for these. */
const AWAY_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable|Client has encountered|Driver not Connected/;

/** True when the database could not be reached or could not answer in time; trying again later is the remedy. */
export function isDatabaseAway(error: unknown): boolean {
  const code = driverError(error)?.code ?? '';
  if (code !== '') return (/^[0-9A-Z]{5}$/.test(code) && AWAY_STATES.test(code)) || AWAY_CODES.has(code);
  return error instanceof Error && AWAY_MESSAGES.test(error.message);
}

/** Data exceptions that only values from outside cause: a NUL or half a surrogate in a text, a number or date out of range, no such id. */
const UNFIT_VALUES: ReadonlySet<string> = new Set(['22021', '22P05', '22P02', '22003', '22007', '22008']);

/** True when PostgreSQL refused a value that the schemas let through. */
export function isUnfitValue(error: unknown): boolean {
  return UNFIT_VALUES.has(driverError(error)?.code ?? '');
}
