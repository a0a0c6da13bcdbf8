import { type BusinessHours, faultOfSlots, weekOf } from '../../../shared/domain/business-hours.js';
import type { CallerPath, OpeningHours } from '../../../shared/models/queues.js';
import type { Ctx } from '../../core/context.js';
import { isEmergency } from '../../core/emergency.js';
import { AppError } from '../../core/errors.js';
import { isPhone, normalise } from '../../core/phone.js';
import { getSettings } from '../settings/index.js';
import { QueueEntity } from './queue.entity.js';

/** The settings of a queue that lead callers elsewhere. */
export const PATHS = ['closedPath', 'fullPath', 'maxWaitPath', 'nobodyPath'] as const;

/** Weekly hours as the domain wants them: seven lists of slots, and closed days. */
export function businessHours(queue: Pick<QueueEntity, 'hours' | 'closedOn'>, zone: string): BusinessHours {
  return { zone, week: weekOf(queue.hours), exceptions: Object.fromEntries(queue.closedOn.map((date) => [date, []])) };
}

/** Throws HOURS_NOT_UNDERSTOOD for an unknown zone, and for slots that are empty or overlap. */
export function checkHours(hours: OpeningHours[] | null | undefined, zone: string | null | undefined): void {
  if (zone) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
    } catch {
      throw new AppError('HOURS_NOT_UNDERSTOOD', `"${zone}" is no time zone; write it as "Europe/Berlin".`, { zone });
    }
  }
  const { week } = businessHours({ hours: hours ?? null, closedOn: [] }, 'UTC');
  week.forEach((slots, day) => {
    const fault = faultOfSlots(slots);
    if (fault) throw new AppError('HOURS_NOT_UNDERSTOOD', `The hours of weekday ${day + 1} are ${fault}.`, { weekday: day + 1, fault });
  });
}

/**
 * A path with its number in E.164. Throws NUMBER_NOT_UNDERSTOOD for what is no number, or an emergency number (nobody is forwarded there), and
 * NOT_FOUND for a queue that does not exist.
 */
export async function checkedPath(ctx: Ctx, path: CallerPath): Promise<CallerPath> {
  if (path.action === 'queue' && !(await ctx.db.exists(QueueEntity, { where: { id: path.queueId } }))) {
    throw new AppError('NOT_FOUND', 'The queue that callers are to be led to does not exist.');
  }
  if (path.action !== 'forward') return path;
  const { country } = await getSettings(ctx);
  const reading = normalise(path.number, country);
  if (!isPhone(reading) || isEmergency(path.number, country)) {
    throw new AppError('NUMBER_NOT_UNDERSTOOD', `"${path.number}" is no number callers can be forwarded to.`);
  }
  return { ...path, number: reading.e164 };
}

/** Throws PATH_IN_CIRCLE when a queue's path of any kind comes back to where it began, so that no caller walks in a ring. */
export function checkCircles(queues: readonly Pick<QueueEntity, 'id' | (typeof PATHS)[number]>[]): void {
  const byId = new Map(queues.map((queue) => [queue.id, queue]));
  for (const kind of PATHS) {
    for (const start of queues) {
      const seen = new Set<string>();
      let next = start[kind];
      while (next.action === 'queue' && !seen.has(next.queueId)) {
        if (next.queueId === start.id)
          throw new AppError('PATH_IN_CIRCLE', 'Callers would be led in a circle.', { queueId: start.id, path: kind });
        seen.add(next.queueId);
        const following = byId.get(next.queueId)?.[kind];
        if (!following) break;
        next = following;
      }
    }
  }
}
