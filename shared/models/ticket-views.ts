import * as z from 'zod/mini';
import { base, Id, Instant, line } from './base.js';
import { TicketSort } from './ticket-lists.js';
import { TicketChannel, TicketKind, TicketPriority, TicketStatus } from './tickets.js';

/** What the second line of a row shows, in the order chosen. */
export const TicketColumn = z.enum([
  'party',
  'number',
  'team',
  'owner',
  'status',
  'priority',
  'kind',
  'reason',
  'tags',
  'created',
  'updated',
]);
export type TicketColumn = z.infer<typeof TicketColumn>;

/** `any`: one of the values fits; `none`: not one of them does. */
export const ConditionSense = z.enum(['any', 'none']);

function condition<F extends string, T extends z.ZodMiniType>(field: F, value: T) {
  return z.object({ field: z.literal(field), is: ConditionSense, values: z.array(value).check(z.minLength(1), z.maxLength(50)) });
}
const idOr = <const W extends readonly [string, ...string[]]>(words: W) => z.union([z.enum(words), Id]);
const noneOrId = idOr(['none']);

/** A stretch of time: the last so many hours or days, or from one instant (included) to another (not included). */
export const TimeStretch = z.union([
  z.object({ last: z.int().check(z.minimum(1), z.maximum(3650)), unit: z.enum(['hours', 'days']) }),
  z.object({ from: z.nullable(Instant), to: z.nullable(Instant) }),
]);
export type TimeStretch = z.infer<typeof TimeStretch>;

/** One condition of a view. All conditions of a view hold at once; within one, any of its values does. */
export const TicketCondition = z.discriminatedUnion('field', [
  condition('status', TicketStatus),
  condition('kind', TicketKind),
  condition('channel', TicketChannel),
  condition('priority', TicketPriority),
  /** `mine`: my teams; `none`: no team. */
  condition('team', idOr(['mine', 'none'])),
  /** `my-teams`: anybody of my teams. */
  condition('owner', idOr(['me', 'none', 'my-teams'])),
  condition('reason', noneOrId),
  condition('person', noneOrId),
  condition('company', noneOrId),
  condition('tag', line(40)),
  /** Each value is a row of words that all stand in the subject. */
  condition('subject', line(100)),
  z.object({ field: z.enum(['created', 'updated', 'active', 'ended']), is: ConditionSense, when: TimeStretch }),
  /** `followed`: by me; `snoozed`: planned, comes back by itself; `answered`: the customer heard from us by mail; `thanked`: unseen thanks after the end. */
  z.object({ field: z.enum(['followed', 'snoozed', 'answered', 'thanked']), is: ConditionSense }),
]);
export type TicketCondition = z.infer<typeof TicketCondition>;

/** Conditions of a view. None at all: every open ticket one may see. */
export const TicketConditions = z.array(TicketCondition).check(z.maxLength(20));

/** A view somebody made: one's own, a team's, or everybody's. */
export const TicketSavedView = z.object({
  ...base,
  name: z.string(),
  audience: z.enum(['me', 'team', 'all']),
  /** Set exactly for a team's. */
  teamId: z.nullable(Id),
  /** Set exactly for one's own. */
  ownerId: z.nullable(Id),
  /** Those that can be read. */
  conditions: TicketConditions,
  sort: TicketSort,
  columns: z.array(TicketColumn),
  /** True when a stored condition cannot be read any more: the view is not shown until somebody repairs it. */
  isUnreadable: z.boolean(),
  /** Ids its conditions name that lead nowhere any more. */
  goneIds: z.array(Id),
});
export type TicketSavedView = z.infer<typeof TicketSavedView>;
