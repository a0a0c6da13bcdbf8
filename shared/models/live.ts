import * as z from 'zod/mini';
import { Id, Instant } from './base.js';

/** A caller who waits, without saying who: a dot on the board. */
export const WaitingCaller = z.object({ callId: Id, since: Instant });
export type WaitingCaller = z.infer<typeof WaitingCaller>;

/**
 * The figures of one queue at one moment: a whole snapshot, never upserted by version. Counts are of calls that entered this queue today (the
 * installation's midnight), from outside or from another queue, and all times count from that entering; offered = answered + abandoned + shortAbandoned + flowOut + waiting at every instant.
 */
export const QueueFigures = z.object({
  queueId: Id,
  asOf: Instant,
  offered: z.int(),
  answered: z.int(),
  abandoned: z.int(),
  /** Gave up within 5 s; left out of the service level. */
  shortAbandoned: z.int(),
  /** Left by another way: closed, full, forwarded, another queue. */
  flowOut: z.int(),
  /** Entered today and still without an outcome: what makes the counts add up. Who waits is `waitingNow`. */
  waiting: z.int(),
  /** Callers with no agent now: also those of before midnight, and those who were answered once, lost their agent and came back. */
  waitingNow: z.int(),
  /** The longest waiting ones first, at most 60 (callers from before midnight included). */
  waitingCallers: z.array(WaitingCaller),
  longestSince: z.nullable(Instant),
  /** Members of the queue by what they do now. */
  ready: z.int(),
  offering: z.int(),
  talk: z.int(),
  wrapUp: z.int(),
  pause: z.int(),
  unreachable: z.int(),
  /** SL-B: (answered in time + abandoned in time) ÷ (answered + abandoned), percent; null without calls. */
  serviceLevel: z.nullable(z.number()),
  serviceLevelSeconds: z.int(),
  serviceLevelPercent: z.int(),
  answeredInTime: z.int(),
  abandonedInTime: z.int(),
  /** Average wait of the answered, seconds; null without. */
  averageWait: z.nullable(z.number()),
});
export type QueueFigures = z.infer<typeof QueueFigures>;

/** What `GET /live` answers and what a board is drawn from. */
export const LiveSnapshot = z.object({ asOf: Instant, queues: z.array(QueueFigures) });
export type LiveSnapshot = z.infer<typeof LiveSnapshot>;

/** Minutes of the board's history. */
export const HISTORY_MINUTES = 60;

const PerMinute = z.array(z.int());
/**
 * One queue over the last 60 full minutes, oldest first, counted from the calls themselves: `waiting` and the sums of the day as they stood at the end
 * of each minute, `offered` within it. Somebody waits from entering the queue until the first answer, the hang-up or another way; a caller who lost the agent
 * and came back is not counted again.
 */
export const QueueHistory = z.object({
  queueId: Id,
  waiting: PerMinute,
  offered: PerMinute,
  answered: PerMinute,
  abandoned: PerMinute,
  /** Answered or abandoned within the target of the queue. */
  inTime: PerMinute,
  /** Sum of the waits of the answered, seconds. */
  answeredWait: z.array(z.number()),
});
export type QueueHistory = z.infer<typeof QueueHistory>;

/** What `GET /live/history` answers; `until` is the end of the last minute. */
export const LiveHistory = z.object({ until: Instant, queues: z.array(QueueHistory) });
export type LiveHistory = z.infer<typeof LiveHistory>;

/** The numbers of a board that can be opened. */
export const LiveNumber = z.enum(['offered', 'answered', 'abandoned', 'short-abandoned', 'flow-out', 'waiting', 'in-time']);
export type LiveNumber = z.infer<typeof LiveNumber>;

/** One call's stay in the queue, behind a number of the board. `arrivedAt`: in this queue. `outcome`, `waitSeconds`: how it ended here, after how long. */
export const CountedCall = z.object({
  callId: Id,
  arrivedAt: Instant,
  answeredAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  outcome: z.enum(['answered', 'abandoned', 'short-abandoned', 'flow-out', 'waiting']),
  waitSeconds: z.number(),
  fromDisplay: z.nullable(z.string()),
  personId: z.nullable(Id),
  agentId: z.nullable(Id),
});
export type CountedCall = z.infer<typeof CountedCall>;
