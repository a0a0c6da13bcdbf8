import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';

/**
 * Locks a person or company before its numbers are read for an edit, so that two editors cannot both build on the same list.
 * Throws NOT_FOUND, or STALE when `expected` is not the current version.
 */
export async function lockOwner(ctx: Ctx, table: 'persons' | 'companies', target: { id: string; expected: number | null }): Promise<void> {
  const rows: { version: number }[] = await ctx.db.query(`SELECT version FROM ${table} WHERE id = $1 FOR UPDATE`, [target.id]);
  const { version } = found(rows[0], table === 'persons' ? 'person' : 'company');
  if (target.expected !== null && target.expected !== version) {
    throw new AppError('STALE', `Version ${target.expected} was edited, ${version} is current.`, { id: target.id, version });
  }
}
