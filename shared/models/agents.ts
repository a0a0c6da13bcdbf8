import * as z from 'zod/mini';
import { base, Id, Instant } from './base.js';

/** What the agent wants. Chosen in a call, a pause shows when the activity is free again; no further call comes before. */
export const Intent = z.enum(['ready', 'pause', 'off']);
export type Intent = z.infer<typeof Intent>;
/** What the agent's calls make of it. */
export const Activity = z.enum(['free', 'offered', 'connecting', 'talking', 'hold', 'wrapup']);
export type Activity = z.infer<typeof Activity>;
/** Whether an offer would arrive. */
export const Reach = z.enum(['ok', 'missed-call', 'no-connection', 'no-device']);
export type Reach = z.infer<typeof Reach>;

/** An agent's presence; one row per account, `id` is the account's. Offers go to agents that are ready · free · ok. */
export const Presence = z.object({
  ...base,
  intent: Intent,
  pauseReasonId: z.nullable(Id),
  activity: Activity,
  reach: Reach,
  /** Since when intent, activity and reach are what they are, as one display state. */
  since: Instant,
  intentSince: Instant,
  /** The call and queue the activity belongs to. */
  callId: z.nullable(Id),
  queueId: z.nullable(Id),
  /** The tab that rings and carries the audio. */
  leaderTabId: z.nullable(z.string()),
  /** Calls talked on since midnight of the installation. */
  callsToday: z.int(),
});
export type Presence = z.infer<typeof Presence>;

/** Seconds an agent spent in each state of a day, from the presence log. */
export const PresenceTimes = z.object({
  accountId: Id,
  ready: z.number(),
  offered: z.number(),
  talk: z.number(),
  hold: z.number(),
  wrapup: z.number(),
  pause: z.number(),
  unreachable: z.number(),
  off: z.number(),
});
export type PresenceTimes = z.infer<typeof PresenceTimes>;
