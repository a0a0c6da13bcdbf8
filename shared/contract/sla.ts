import * as z from 'zod/mini';
import { Id, line, Version } from '../models/base.js';
import { OpeningHours } from '../models/queues.js';
import { HolidayRegion, SlaCalendar, SlaConditions, SlaDay, SlaExplanation, SlaPolicy, SlaShift, TicketSla } from '../models/sla.js';
import { defineOperation } from '../operation.js';

const clock = z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/));
const date = z.iso.date();
const days = z
  .array(z.object({ ...SlaDay.shape, date, name: line(120), hours: z.array(z.object({ from: clock, to: clock })).check(z.maxLength(5)) }))
  .check(z.maxLength(400));
const hours = z.array(z.object({ ...OpeningHours.shape, from: clock, to: clock })).check(z.minLength(1), z.maxLength(50));
/** Up to a year of minutes. */
const minutes = z.nullable(z.int().check(z.minimum(1), z.maximum(525_600)));
const most = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.maxLength(50));
const conditions = z.object({
  mailboxIds: most(Id),
  tags: most(line(60)),
  reasonIds: most(Id),
  tiers: SlaConditions.shape.tiers,
  kinds: SlaConditions.shape.kinds,
  priorities: SlaConditions.shape.priorities,
  channels: SlaConditions.shape.channels,
  teamIds: most(Id),
});
const policyFields = {
  name: line(80),
  calendarId: Id,
  conditions,
  firstResponse: minutes,
  nextResponse: minutes,
  resolution: minutes,
  warnPercent: z.int().check(z.minimum(1), z.maximum(99)),
  isActive: z.boolean(),
};

/** Calendars and policies, by name. */
export const listSla = defineOperation({
  id: 'sla.list',
  method: 'GET',
  path: '/sla',
  summary: 'Calendars and policies of service levels',
  scope: 'admin',
  output: z.object({ calendars: z.array(SlaCalendar), policies: z.array(SlaPolicy) }),
});
/** The holidays of a region in a year, in their order, as a calendar with that region keeps them. */
export const listHolidays = defineOperation({
  id: 'sla.holidays',
  method: 'GET',
  path: '/sla/holidays',
  summary: 'Holidays of a German state',
  query: z.object({ region: HolidayRegion, year: z.int().check(z.minimum(1990), z.maximum(2100)) }),
  output: z.object({ items: z.array(z.object({ date: z.string(), name: z.string() })) }),
});
/** Makes a calendar. */
export const createSlaCalendar = defineOperation({
  id: 'sla-calendars.create',
  method: 'POST',
  path: '/sla-calendars',
  summary: 'Make a calendar',
  scope: 'admin',
  body: z.object({ name: line(80), timeZone: line(64), hours, region: z.nullable(HolidayRegion), days }),
  output: SlaCalendar,
  errors: ['HOURS_NOT_UNDERSTOOD'],
});
/** Edits a calendar. What was kept or broken by then stays so; what runs is counted anew. */
export const editSlaCalendar = defineOperation({
  id: 'sla-calendars.edit',
  method: 'PATCH',
  path: '/sla-calendars/:calendarId',
  summary: 'Edit a calendar',
  scope: 'admin',
  params: z.object({ calendarId: Id }),
  body: z.object({
    version: Version,
    name: z.optional(line(80)),
    timeZone: z.optional(line(64)),
    hours: z.optional(hours),
    region: z.optional(z.nullable(HolidayRegion)),
    days: z.optional(days),
  }),
  output: SlaCalendar,
  errors: ['STALE', 'NOT_FOUND', 'HOURS_NOT_UNDERSTOOD'],
});
/** Takes the days off from a calendar file (iCalendar, RFC 5545) in place of those imported before; an empty text forgets them. Whole-day entries count. */
export const importSlaDays = defineOperation({
  id: 'sla-calendars.import',
  method: 'POST',
  path: '/sla-calendars/:calendarId/import',
  summary: 'Import days off from a calendar file',
  scope: 'admin',
  params: z.object({ calendarId: Id }),
  body: z.object({ version: Version, content: z.string().check(z.maxLength(900_000)) }),
  output: SlaCalendar,
  errors: ['STALE', 'NOT_FOUND', 'NOT_A_CALENDAR'],
});
/** Removes a calendar that no policy counts by. */
export const removeSlaCalendar = defineOperation({
  id: 'sla-calendars.remove',
  method: 'POST',
  path: '/sla-calendars/:calendarId/remove',
  summary: 'Remove a calendar',
  scope: 'admin',
  params: z.object({ calendarId: Id }),
  output: SlaCalendar,
  errors: ['NOT_FOUND', 'CALENDAR_IN_USE'],
});
/** Makes a policy; open tickets it applies to are counted by it at once. */
export const createSlaPolicy = defineOperation({
  id: 'sla-policies.create',
  method: 'POST',
  path: '/sla-policies',
  summary: 'Make a policy',
  scope: 'admin',
  body: z.object(policyFields),
  output: SlaPolicy,
  errors: ['NOT_FOUND'],
});
/** Edits a policy. What was kept or broken by then stays so; what runs is counted anew. */
export const editSlaPolicy = defineOperation({
  id: 'sla-policies.edit',
  method: 'PATCH',
  path: '/sla-policies/:policyId',
  summary: 'Edit a policy',
  scope: 'admin',
  params: z.object({ policyId: Id }),
  body: z.extend(z.partial(z.object(policyFields)), { version: Version }),
  output: SlaPolicy,
  errors: ['STALE', 'NOT_FOUND'],
});
/** Removes a policy; its open tickets are counted by the next one that applies, or by none. */
export const removeSlaPolicy = defineOperation({
  id: 'sla-policies.remove',
  method: 'POST',
  path: '/sla-policies/:policyId/remove',
  summary: 'Remove a policy',
  scope: 'admin',
  params: z.object({ policyId: Id }),
  output: SlaPolicy,
  errors: ['NOT_FOUND'],
});
/**
 * What would change for open tickets if a policy were as given (`policyId` null: a new one); nothing is saved. At most the 5,000 tickets active last are
 * looked at (`isAll` false when there are more); the 50 weightiest changes are listed.
 */
export const previewSlaPolicy = defineOperation({
  id: 'sla-policies.preview',
  method: 'POST',
  path: '/sla-policies/preview',
  summary: 'What a policy would change',
  scope: 'admin',
  body: z.object({ policyId: z.nullable(Id), ...policyFields }),
  output: z.object({
    looked: z.int(),
    isAll: z.boolean(),
    changed: z.int(),
    becomeOverdue: z.int(),
    becomeInTime: z.int(),
    items: z.array(SlaShift),
  }),
  errors: ['NOT_FOUND'],
});
/** The promises on tickets the actor may see, for lists; those never looked at, or out of sight, are left out. */
export const ticketSlas = defineOperation({
  id: 'ticket-slas.list',
  method: 'GET',
  path: '/ticket-slas',
  summary: 'Due times of tickets',
  /** Ids with commas between, at most 200. */
  query: z.object({ ticketIds: z.string().check(z.maxLength(7600), z.regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36})*$/)) }),
  output: z.object({ items: z.array(TicketSla) }),
});
/** The clocks of a ticket with every stretch that counted or did not, and why. */
export const explainSla = defineOperation({
  id: 'ticket-slas.explain',
  method: 'GET',
  path: '/tickets/:ticketId/sla',
  summary: 'Explain the service level of a ticket',
  params: z.object({ ticketId: Id }),
  output: SlaExplanation,
  errors: ['NOT_FOUND'],
});
