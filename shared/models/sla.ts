import * as z from 'zod/mini';
import { base, Id, Instant } from './base.js';
import { Tier } from './people.js';
import { OpeningHours } from './queues.js';
import { TicketChannel, TicketKind, TicketPriority } from './tickets.js';

/** A German state whose holidays are kept, or `BUND` for those of the whole country. */
export const HolidayRegion = z.enum([
  ...(['BUND', 'BW', 'BY', 'BE', 'BB', 'HB', 'HE', 'HH', 'MV'] as const),
  ...(['NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH'] as const),
]);
export type HolidayRegion = z.infer<typeof HolidayRegion>;

/** A day that differs: without hours it is off. */
export const SlaDay = z.object({ date: z.string(), name: z.string(), hours: z.array(z.object({ from: z.string(), to: z.string() })) });
export type SlaDay = z.infer<typeof SlaDay>;

/** The hours in which promised time counts. */
export const SlaCalendar = z.object({
  ...base,
  name: z.string(),
  timeZone: z.string(),
  hours: z.array(OpeningHours),
  /** Null: no holidays but those given here. */
  region: z.nullable(HolidayRegion),
  /** Typed in; they win over what was imported, and that over the holidays of the region. */
  days: z.array(SlaDay),
  /** Taken from a calendar file. */
  importedDays: z.array(SlaDay),
});
export type SlaCalendar = z.infer<typeof SlaCalendar>;

/** What a policy asks of a ticket; an empty list asks nothing. */
export const SlaConditions = z.object({
  mailboxIds: z.array(Id),
  tags: z.array(z.string()),
  reasonIds: z.array(Id),
  tiers: z.array(z.enum([...Tier.options, 'vip'])),
  kinds: z.array(TicketKind),
  priorities: z.array(TicketPriority),
  channels: z.array(TicketChannel),
  teamIds: z.array(Id),
});
export type SlaConditions = z.infer<typeof SlaConditions>;

/** What is promised for tickets of a kind, in minutes of a calendar's hours; null: nothing. */
export const SlaPolicy = z.object({
  ...base,
  name: z.string(),
  calendarId: Id,
  conditions: SlaConditions,
  firstResponse: z.nullable(z.int()),
  nextResponse: z.nullable(z.int()),
  resolution: z.nullable(z.int()),
  /** A warning comes when this much of the time is over. */
  warnPercent: z.int(),
  isActive: z.boolean(),
});
export type SlaPolicy = z.infer<typeof SlaPolicy>;

/** What is promised. */
export const SlaTarget = z.enum(['first-response', 'next-response', 'resolution']);
export type SlaTarget = z.infer<typeof SlaTarget>;

/**
 * How a promise stands. `running` (overdue once `breachedAt` is set), `paused`, kept (`met`), `missed`, or `dropped`: the ticket was ended before an answer was
 * late.
 */
export const SlaClockState = z.enum(['running', 'paused', 'met', 'missed', 'dropped']);
export type SlaClockState = z.infer<typeof SlaClockState>;

/** One promise on one ticket. */
export const SlaTicketClock = z.object({
  target: SlaTarget,
  state: SlaClockState,
  /** Promised, minutes of counted time. */
  minutes: z.int(),
  startedAt: Instant,
  stoppedAt: z.nullable(Instant),
  /** Null while it is paused and was not overdue. */
  dueAt: z.nullable(Instant),
  /** Counted time left, while paused; rounded up. */
  minutesLeft: z.nullable(z.int()),
  warnedAt: z.nullable(Instant),
  breachedAt: z.nullable(Instant),
});
export type SlaTicketClock = z.infer<typeof SlaTicketClock>;

/** The promises on one ticket; `id` is the ticket's. */
export const TicketSla = z.object({
  ...base,
  /** Null: no policy applies. */
  policyId: z.nullable(Id),
  /** The earliest due time of what runs, and what is due then. */
  dueAt: z.nullable(Instant),
  dueTarget: z.nullable(SlaTarget),
  clocks: z.array(SlaTicketClock),
});
export type TicketSla = z.infer<typeof TicketSla>;

/** Why time counted or not. */
export const SlaRule = z.enum(['counted', 'outside-hours', 'day-off', 'waiting-customer', 'planned']);

/** A stretch of a clock. `name` is that of the day off. */
export const SlaStretch = z.object({ from: Instant, to: Instant, rule: SlaRule, name: z.nullable(z.string()) });

/** A ticket's clocks with everything that decided them. */
export const SlaExplanation = z.object({
  sla: z.nullable(TicketSla),
  policy: z.nullable(
    z.object({
      id: Id,
      name: z.string(),
      calendar: z.string(),
      timeZone: z.string(),
      /** The conditions it won by. */
      matched: z.array(z.string()),
      /** Policies that would hold as well but ask less. */
      others: z.array(z.string()),
    }),
  ),
  /** Of the clocks in `sla`; `countedMinutes` rounded down. */
  readings: z.array(z.object({ target: SlaTarget, countedMinutes: z.int(), stretches: z.array(SlaStretch) })),
});
export type SlaExplanation = z.infer<typeof SlaExplanation>;

/** A ticket a policy would treat otherwise. */
export const SlaShift = z.object({
  ticketId: Id,
  numberText: z.string(),
  subject: z.string(),
  policyBefore: z.nullable(z.string()),
  policyAfter: z.nullable(z.string()),
  dueBefore: z.nullable(Instant),
  dueAfter: z.nullable(Instant),
  /** Overdue then, though not now; or the other way round. */
  becomes: z.nullable(z.enum(['overdue', 'in-time'])),
});
export type SlaShift = z.infer<typeof SlaShift>;
