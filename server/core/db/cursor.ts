import { AppError } from '../errors.js';

/** A place in a list ordered by these values, as text for the client. It means nothing outside the list that gave it. */
export function writeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor made by `writeCursor` with `length` values. Throws INVALID_INPUT for anything else. */
export function readCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every(isPlain)) return values;
  } catch {
    // Refused below like every other text that is no cursor of ours.
  }
  throw new AppError('INVALID_INPUT', 'This is not a cursor of this list.', { field: 'cursor' });
}

function isPlain(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
