import type { createSlaCalendar, editSlaCalendar, importSlaDays } from '../../../shared/contract/sla.js';
import { faultOfSlots, slotOf, weekOf } from '../../../shared/domain/business-hours.js';
import { isTimeZone } from '../../../shared/domain/zoned-time.js';
import type { SlaCalendar } from '../../../shared/models/sla.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError, found } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { daysOfCalendarFile } from './calendar-file.js';
import { SlaCalendarRow, SlaPolicyRow } from './sla.entities.js';
import { presentCalendar } from './sla.presenter.js';

/** Makes a calendar. Throws HOURS_NOT_UNDERSTOOD. */
export async function makeCalendar(ctx: Ctx, input: InputOf<typeof createSlaCalendar>): Promise<SlaCalendar> {
  checkTimes(input);
  const row: SlaCalendarRow = {
    ...{ id: newId(ctx.now.getTime()), version: 1, createdAt: ctx.now, updatedAt: ctx.now, importedDays: [] },
    ...input,
  };
  await ctx.db.insert(SlaCalendarRow, row);
  await ctx.audit({ entity: 'sla_calendars', entityId: row.id, action: 'created', changes: { name: [null, row.name] } });
  return told(ctx, row);
}

/** Edits a calendar. Throws STALE, NOT_FOUND, HOURS_NOT_UNDERSTOOD. */
export async function reviseCalendar(ctx: Ctx, input: InputOf<typeof editSlaCalendar>): Promise<SlaCalendar> {
  const { calendarId, version, ...patch } = input;
  checkTimes(patch);
  return apply(ctx, { id: calendarId, expected: version }, patch as Partial<SlaCalendarRow>);
}

/** Takes the days of a calendar file in place of those taken before. Throws STALE, NOT_FOUND, NOT_A_CALENDAR. */
export async function importDays(ctx: Ctx, input: InputOf<typeof importSlaDays>): Promise<SlaCalendar> {
  const { calendarId, version, content } = input;
  const importedDays = content.trim() === '' ? [] : daysOfCalendarFile(content, ctx.now.getUTCFullYear());
  return apply(ctx, { id: calendarId, expected: version }, { importedDays });
}

/** Removes a calendar. Throws NOT_FOUND, CALENDAR_IN_USE. */
export async function dropCalendar(ctx: Ctx, { calendarId }: { calendarId: string }): Promise<SlaCalendar> {
  const row = found(
    await ctx.db.createQueryBuilder(SlaCalendarRow, 'c').setLock('pessimistic_write').where('c.id = :calendarId', { calendarId }).getOne(),
    'calendar',
  );
  if (await ctx.db.exists(SlaPolicyRow, { where: { calendarId } }))
    throw new AppError('CALENDAR_IN_USE', 'A policy counts by this calendar; give it another one first.');
  await ctx.db.delete(SlaCalendarRow, { id: calendarId });
  await ctx.audit({ entity: 'sla_calendars', entityId: row.id, action: 'removed', changes: { name: [row.name, null] } });
  const removed = presentCalendar({ ...row, version: row.version + 1 });
  await ctx.publish('sla-calendar.removed', { id: removed.id, version: removed.version });
  return removed;
}

async function apply(ctx: Ctx, target: { id: string; expected: number }, patch: Partial<SlaCalendarRow>): Promise<SlaCalendar> {
  const { row, changes } = await change(ctx, SlaCalendarRow, target, patch);
  return Object.keys(changes).length === 0 ? presentCalendar(row) : told(ctx, row);
}

async function told(ctx: Ctx, row: SlaCalendarRow): Promise<SlaCalendar> {
  const calendar = presentCalendar(row);
  await ctx.publish('sla-calendar.changed', calendar);
  return calendar;
}

type Times = Partial<Pick<InputOf<typeof createSlaCalendar>, 'timeZone' | 'hours' | 'days'>>;

function checkTimes({ timeZone, hours = [], days = [] }: { [K in keyof Times]: Times[K] | undefined }): void {
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw new AppError('HOURS_NOT_UNDERSTOOD', `"${timeZone}" is no time zone; write it as "Europe/Berlin".`, { zone: timeZone });
  const all = [...weekOf(hours), ...days.map((day) => day.hours.map(slotOf))];
  for (const slots of all) {
    const fault = faultOfSlots(slots);
    if (fault) throw new AppError('HOURS_NOT_UNDERSTOOD', `These hours are ${fault}.`, { fault });
  }
}
