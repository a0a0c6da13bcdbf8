import type { Ctx } from '../../core/context.js';
import { SlaCalendarRow, SlaPolicyRow } from './sla.entities.js';
import { presentPolicy } from './sla.presenter.js';
import { hoursOf } from './sla-hours.js';
import type { Rules } from './work-out.js';

/** The policies in force and the hours they count by, with the holidays since `since` (ms). */
export async function readRules(ctx: Ctx, since: number): Promise<Rules> {
  const policies = await ctx.db.find(SlaPolicyRow, { where: { isActive: true } });
  const calendars = policies.length === 0 ? [] : await ctx.db.find(SlaCalendarRow);
  const hours = calendars.map((calendar) => [calendar.id, hoursOf(calendar, new Date(since), ctx.now)] as const);
  return { policies: policies.map(presentPolicy), hours: new Map(hours) };
}
