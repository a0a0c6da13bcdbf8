import * as z from 'zod/mini';
import { base, Id, Instant, Language } from './base.js';

/** A label in both languages of the product. */
export const Label = z.object({ de: z.string(), en: z.string() });
export type Label = z.infer<typeof Label>;

/** Opening on one weekday, in the queue's own zone: ISO weekday (1 = Monday), `HH:MM` inclusive to `HH:MM` exclusive; `24:00` is midnight. */
export const OpeningHours = z.object({ weekday: z.int().check(z.minimum(1), z.maximum(7)), from: z.string(), to: z.string() });
export type OpeningHours = z.infer<typeof OpeningHours>;

/** What a caller hears: the recording when there is one, else the text spoken in the queue's language. */
export const Announcement = z.object({ text: z.string(), recordingId: z.nullable(Id) });
export type Announcement = z.infer<typeof Announcement>;

/** What happens to a caller who cannot be served in the usual way. `announcement` comes first; `wait` keeps (or puts) the caller in the queue. */
export const CallerPath = z.discriminatedUnion('action', [
  z.object({ action: z.literal('hang-up'), announcement: Announcement }),
  z.object({ action: z.literal('wait'), announcement: Announcement }),
  z.object({ action: z.literal('queue'), announcement: Announcement, queueId: Id }),
  z.object({ action: z.literal('forward'), announcement: Announcement, number: z.string() }),
]);
export type CallerPath = z.infer<typeof CallerPath>;

/** Who among agents of equal level is asked first. */
export const RoutingStrategy = z.enum(['longest-idle', 'fewest-calls']);
export type RoutingStrategy = z.infer<typeof RoutingStrategy>;

/**
 * How wrap-up ends. `optional`: none unless the agent asks for it; `discretionary`: as long as the agent likes; `boxed`: at most the
 * time-out, may be left early; `boxed-no-exit`: exactly the time-out.
 */
export const WrapUpMode = z.enum(['optional', 'discretionary', 'boxed', 'boxed-no-exit']);
export type WrapUpMode = z.infer<typeof WrapUpMode>;

/** The calls of one team: hours, what callers hear, who is asked and when. Times in seconds. */
export const Queue = z.object({
  ...base,
  name: z.string(),
  teamId: Id,
  language: Language,
  /** IANA zone of the hours; null = the installation's. */
  timeZone: z.nullable(z.string()),
  /** null = always open; an empty list = never. */
  hours: z.nullable(z.array(OpeningHours)),
  /** Dates (`YYYY-MM-DD`, queue's zone) on which the queue stays closed. */
  closedOn: z.array(z.string()),
  greeting: z.nullable(Announcement),
  /** Said again and again to those who wait, every `waitingEverySeconds`. */
  waiting: z.nullable(Announcement),
  waitingEverySeconds: z.int(),
  /** Recording played to those who wait; null = the product's own music. */
  musicId: z.nullable(Id),
  closedPath: CallerPath,
  fullPath: CallerPath,
  maxWaitPath: CallerPath,
  nobodyPath: CallerPath,
  /** Callers who may wait at once; null = no limit. */
  maxWaiting: z.nullable(z.int()),
  maxWaitSeconds: z.nullable(z.int()),
  priority: z.int(),
  strategy: RoutingStrategy,
  /** Level n + 1 is asked after this long on level n. */
  levelSeconds: z.int(),
  offerSeconds: z.int(),
  /** After a missed or refused offer the same agent is not asked for this call again for so long. */
  avoidAgentSeconds: z.int(),
  wrapUpMode: WrapUpMode,
  wrapUpSeconds: z.int(),
  /** Intent of the agent when wrap-up runs out by itself. */
  afterWrapUp: z.enum(['ready', 'pause']),
  serviceLevelSeconds: z.int(),
  serviceLevelPercent: z.int(),
  autoJoinOnlyTicket: z.boolean(),
  readOutNumber: z.boolean(),
  isActive: z.boolean(),
  isDemo: z.boolean(),
});
export type Queue = z.infer<typeof Queue>;

/** An agent's place in a queue. Level 1 is asked first. */
export const QueueMember = z.object({ ...base, queueId: Id, accountId: Id, level: z.int() });
export type QueueMember = z.infer<typeof QueueMember>;

/** A number of ours that people call. */
export const PhoneLine = z.object({
  ...base,
  e164: z.string(),
  display: z.string(),
  label: z.string(),
  queueId: z.nullable(Id),
  isDemo: z.boolean(),
});
export type PhoneLine = z.infer<typeof PhoneLine>;

/** What choosing a disposition sets in motion, prefilled for the agent. */
export const DispositionEffect = z.enum(['none', 'solve-ticket', 'close-ticket', 'promise', 'task', 'forward']);
export type DispositionEffect = z.infer<typeof DispositionEffect>;
/** What must be given before the wrap-up can be finished with a disposition. */
export const DispositionRequirement = z.enum(['note', 'ticket', 'reason', 'promise']);
export type DispositionRequirement = z.infer<typeof DispositionRequirement>;

/** The outcome code of a call. `queueId` null = of every queue; `digit` 1–9 chooses it by keyboard. */
export const Disposition = z.object({
  ...base,
  queueId: z.nullable(Id),
  digit: z.nullable(z.int()),
  label: Label,
  effect: DispositionEffect,
  requires: z.array(DispositionRequirement),
  isActive: z.boolean(),
  isDemo: z.boolean(),
});
export type Disposition = z.infer<typeof Disposition>;

/** Why an agent is on pause. `limitMinutes` only colours the time, it ends nothing. */
export const PauseReason = z.object({
  ...base,
  digit: z.nullable(z.int()),
  label: Label,
  limitMinutes: z.nullable(z.int()),
  isActive: z.boolean(),
});
export type PauseReason = z.infer<typeof PauseReason>;

/** An uploaded recording (announcement or music). */
export const Recording = z.object({ ...base, name: z.string(), mediaType: z.string(), bytes: z.int(), createdAt: Instant });
export type Recording = z.infer<typeof Recording>;
