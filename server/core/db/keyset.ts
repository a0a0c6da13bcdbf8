import { AppError } from '../errors.js';
import type { Condition } from './condition.js';
import { readCursor } from './cursor.js';

/** How a list is ordered: a SQL expression, then the row's id, both in one direction. */
export interface KeysetOrder {
  key: string;
  cast: 'timestamptz' | 'uuid' | 'bigint';
  direction: 'ASC' | 'DESC';
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const fits: Record<KeysetOrder['cast'], (value: unknown) => boolean> = {
  timestamptz: (value) => value === 'infinity' || (typeof value === 'string' && !Number.isNaN(Date.parse(value))),
  uuid: (value) => typeof value === 'string' && UUID.test(value),
  bigint: (value) => Number.isSafeInteger(value),
};

/** The condition of the page behind a cursor written as `[key, id]`. Throws INVALID_INPUT for a cursor that cannot be of this list. */
export function keysetAfter(order: KeysetOrder, idColumn: string, cursor: string): Condition {
  const [key, id] = readCursor(cursor, 2);
  if (!fits[order.cast](key) || !fits.uuid(id))
    throw new AppError('INVALID_INPUT', 'This is not a cursor of this list.', { field: 'cursor' });
  const sign = order.direction === 'DESC' ? '<' : '>';
  return { sql: `(${order.key}, ${idColumn}) ${sign} ($1::${order.cast}, $2::uuid)`, params: [key, id] };
}
