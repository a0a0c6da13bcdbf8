import type { editQueue } from '../../../shared/contract/queues.js';
import type { Queue } from '../../../shared/models/queues.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError, isUniqueViolation } from '../../core/errors.js';
import { Team } from '../auth/index.js';
import { QueueEntity } from './queue.entity.js';
import { checkCircles, checkedPath, checkHours, PATHS } from './queue-checks.js';
import { presentQueue } from './queues.presenter.js';

/** Two editors who each draw half of a circle are put in order by this lock. */
const PATHS_LOCK = 7_265_020;

/** Edits a queue. Throws STALE, CONFLICT for a taken name, and as the checks of hours, paths and team do. */
export async function reviseQueue(ctx: Ctx, input: InputOf<typeof editQueue>): Promise<Queue> {
  const { queueId, version, ...patch } = input;
  checkHours(patch.hours, patch.timeZone);
  if (patch.teamId && !(await ctx.db.exists(Team, { where: { id: patch.teamId } })))
    throw new AppError('NOT_FOUND', 'There is no such team.');
  for (const kind of PATHS) {
    const path = patch[kind];
    if (path) patch[kind] = await checkedPath(ctx, path);
  }
  const changed = await renaming(patch.name, () =>
    change(ctx, QueueEntity, { id: queueId, expected: version }, patch as Partial<QueueEntity>),
  );
  if (PATHS.some((kind) => changed.changes[kind])) {
    await ctx.db.query('SELECT pg_advisory_xact_lock($1)', [PATHS_LOCK]);
    checkCircles(await ctx.db.find(QueueEntity));
  }
  const model = presentQueue(changed.row);
  if (Object.keys(changed.changes).length > 0) await ctx.publish('queue.changed', model);
  return model;
}

async function renaming<T>(name: string | undefined, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isUniqueViolation(error, 'queues_name_unique')) throw new AppError('CONFLICT', `There is already a queue named "${name}".`);
    throw error;
  }
}
