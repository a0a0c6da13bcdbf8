import type { Ctx } from '../../../core/context.js';
import { AppError, found } from '../../../core/errors.js';
import { PersonEntity } from '../person.entity.js';

/** Two records that may be merged. */
export interface PeoplePair {
  from: PersonEntity;
  into: PersonEntity;
}

/** Locks two people in the order of their ids, so that crossing merges wait for each other. Throws NOT_FOUND. */
export async function lockPeople(ctx: Ctx, fromId: string, intoId: string): Promise<PeoplePair> {
  if (fromId === intoId) throw new AppError('INVALID_INPUT', 'A person is not merged into themselves.', { field: 'intoId' });
  const rows = await ctx.db
    .createQueryBuilder(PersonEntity, 'p')
    .setLock('pessimistic_write')
    .where('p.id IN (:...ids)', { ids: [fromId, intoId] })
    .orderBy('p.id')
    .getMany();
  const one = (id: string) => found(rows.find((row) => row.id === id) ?? null, 'person');
  return { from: one(fromId), into: one(intoId) };
}

/** Throws PERSON_MERGED when one of them went up in another record already. */
export function refuseMerged(pair: PeoplePair): void {
  const gone = [pair.from, pair.into].find((person) => person.mergedIntoId !== null);
  if (gone)
    throw new AppError('PERSON_MERGED', 'This person was merged; they go on in another record.', {
      id: gone.id,
      personId: gone.mergedIntoId,
    });
}
