import type { createQueue } from '../../../shared/contract/queues.js';
import type { Queue } from '../../../shared/models/queues.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError, isUniqueViolation } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { Team } from '../auth/index.js';
import { getSettings } from '../settings/index.js';
import { QueueEntity } from './queue.entity.js';
import { checkCircles, checkedPath, checkHours, PATHS } from './queue-checks.js';
import { queueDefaults } from './queue-defaults.js';
import { presentQueue } from './queues.presenter.js';

/** Makes a queue. Throws CONFLICT for a name that is taken, and as the checks of hours, paths and team do. */
export async function makeQueue(ctx: Ctx, input: InputOf<typeof createQueue>, isDemo = false): Promise<Queue> {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as typeof input;
  const language = input.language ?? (await getSettings(ctx)).language;
  const times = { id: newId(), version: 1, createdAt: ctx.now, updatedAt: ctx.now };
  const row: QueueEntity = { ...times, ...queueDefaults(language), ...given, isActive: true, isDemo };
  if (!(await ctx.db.exists(Team, { where: { id: row.teamId } }))) throw new AppError('NOT_FOUND', 'There is no such team.');
  checkHours(row.hours, row.timeZone);
  for (const kind of PATHS) row[kind] = await checkedPath(ctx, row[kind]);
  checkCircles([...(await ctx.db.find(QueueEntity)), row]);
  try {
    await ctx.db.insert(QueueEntity, row);
  } catch (error) {
    if (isUniqueViolation(error, 'queues_name_unique')) throw new AppError('CONFLICT', `There is already a queue named "${row.name}".`);
    throw error;
  }
  await ctx.audit({
    entity: 'queues',
    entityId: row.id,
    action: 'created',
    changes: { name: [null, row.name], teamId: [null, row.teamId] },
  });
  const model = presentQueue(row);
  await ctx.publish('queue.changed', model);
  return model;
}
