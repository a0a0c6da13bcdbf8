import { isDeepStrictEqual } from 'node:util';
import type { EntityTarget } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { Ctx } from '../context.js';
import { AppError, found } from '../errors.js';
import type { Versioned } from './versioned.js';

export interface Changed<E> {
  row: E;
  /** Field → [old, new] of what really differed; empty when nothing did (then the version stays). */
  changes: Record<string, [unknown, unknown]>;
}

function same(a: unknown, b: unknown): boolean {
  // By value: jsonb comes back with its keys in another order, dates as other objects.
  return isDeepStrictEqual(a, b) || (a === null && b === undefined);
}

/**
 * The one way to change a versioned row: locks it, compares the version the editor saw (null: no comparison, for state machines
 * that hold the lock anyway), patches what differs, grows the version and audits old and new. `secret` fields are audited without values.
 * `also` are changes of rows that belong to this one (a person's numbers): audited with it, and enough to grow its version.
 * Throws NOT_FOUND, or STALE with the current version.
 */
export async function change<E extends Versioned>(
  ctx: Ctx,
  entity: EntityTarget<E>,
  target: { id: string; expected: number | null; secret?: readonly string[]; also?: Changed<E>['changes'] },
  patch: Partial<E>,
): Promise<Changed<E>> {
  const repository = ctx.db.getRepository(entity);
  const name = repository.metadata.tableName;
  const row = found(
    await repository.createQueryBuilder('t').setLock('pessimistic_write').where('t.id = :id', { id: target.id }).getOne(),
    name,
  );
  if (target.expected !== null && row.version !== target.expected) {
    throw new AppError(
      'STALE',
      `This ${name} row was changed meanwhile: version ${target.expected} was edited, ${row.version} is current.`,
      { id: row.id, version: row.version },
    );
  }
  const changes: Changed<E>['changes'] = { ...target.also };
  const update: Partial<E> = {};
  for (const key of Object.keys(patch) as (keyof E & string)[]) {
    const next = patch[key];
    if (next === undefined || same(row[key], next)) continue;
    changes[key] = target.secret?.includes(key) ? ['…', '…'] : [row[key], next];
    update[key] = next;
  }
  if (Object.keys(changes).length === 0) return { row, changes };
  Object.assign(update, { version: row.version + 1, updatedAt: ctx.now });
  await repository.update(target.id, update as QueryDeepPartialEntity<E>);
  await ctx.audit({ entity: name, entityId: row.id, action: 'changed', changes });
  return { row: Object.assign(row, update), changes };
}
