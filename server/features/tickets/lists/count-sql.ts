import { COUNT_LIMIT } from '../../../../shared/domain/counted.js';

/**
 * How many tickets `t` fit a condition, as a value inside a statement; counting stops at COUNT_LIMIT. In an order only so that an index of the lists is
 * walked: without one, everything that is open was looked at for the first thousand.
 */
export function countSql(where: string): string {
  return `(SELECT count(*)::int FROM (SELECT 1 FROM tickets t WHERE ${where} ORDER BY t.active_at DESC, t.id DESC LIMIT ${COUNT_LIMIT}) counted)`;
}
