import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';

/**
 * Locks a person or company before its numbers are read for an edit, so that two editors cannot both build on the same list.
 * Throws NOT_FOUND, PERSON_MERGED, or STALE when `expected` is not the current version.
 */
export async function lockOwner(ctx: Ctx, table: 'persons' | 'companies', target: { id: string; expected: number | null }): Promise<void> {
  const merged = table === 'persons' ? 'merged_into_id' : 'NULL::uuid';
  const rows: { version: number; mergedIntoId: string | null }[] = await ctx.db.query(
    `SELECT version, ${merged} AS "mergedIntoId" FROM ${table} WHERE id = $1 FOR UPDATE`,
    [target.id],
  );
  const { version, mergedIntoId } = found(rows[0], table === 'persons' ? 'person' : 'company');
  if (mergedIntoId !== null)
    throw new AppError('PERSON_MERGED', 'This person was merged; they go on in another record.', { id: target.id, personId: mergedIntoId });
  if (target.expected !== null && target.expected !== version) {
    throw new AppError('STALE', `Version ${target.expected} was edited, ${version} is current.`, { id: target.id, version });
  }
}
