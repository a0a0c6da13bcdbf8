import * as z from 'zod/mini';
import { CALL_STATES } from '../domain/call-state.js';
import { base, Id, Instant, text } from './base.js';
import { CallerCard, CallerMatch } from './caller-card.js';

export const CallState = z.enum(CALL_STATES);
export const CallOutcome = z.enum(['answered', 'abandoned', 'short-abandoned', 'flow-out']);
/** Why a call left the queue another way, or how it ended. */
export const CallEndReason = z.enum([
  'caller-hung-up',
  'agent-hung-up',
  'abandoned',
  'abandoned-at-connect',
  'closed',
  'full',
  'nobody',
  'max-wait',
  /** Led to another number, and answered there. */
  'forwarded',
  'carrier-error',
  'lost-track',
]);
export type CallEndReason = z.infer<typeof CallEndReason>;

/**
 * One call as its queue, its agent and its supervisors see it. All instants are server stamps; timers count from them.
 * `ticketNumber` is as spoken, drawn at arrival. `stateSince` starts the timer of the present state.
 */
export const Call = z.object({
  ...base,
  state: CallState,
  stateSince: Instant,
  queueId: z.nullable(Id),
  /** E.164 and display text of the caller; null when withheld. */
  from: z.nullable(z.object({ e164: z.string(), display: z.string() })),
  to: z.string(),
  match: CallerMatch,
  personId: z.nullable(Id),
  personName: z.nullable(z.string()),
  companyId: z.nullable(Id),
  companyName: z.nullable(z.string()),
  ticketNumber: z.string(),
  ticketId: z.nullable(Id),
  agentId: z.nullable(Id),
  priority: z.int(),
  /** True when the caller was put back at the front because the agent was lost. */
  isFront: z.boolean(),
  arrivedAt: Instant,
  queuedAt: z.nullable(Instant),
  answeredAt: z.nullable(Instant),
  heldSince: z.nullable(Instant),
  /** The caller's leg was over. */
  leftAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  outcome: z.nullable(CallOutcome),
  endReason: z.nullable(CallEndReason),
  isMuted: z.boolean(),
  /** The agent asked for hold. While the call is still TALKING it is on its way; taken back, it did not come about. */
  isHoldWanted: z.boolean(),
  /** The agent's console is gone while the voice is still up. */
  isConsoleLost: z.boolean(),
  wrapUpEndsAt: z.nullable(Instant),
  wrapUpExtensionsLeft: z.int(),
  isDemo: z.boolean(),
});
export type Call = z.infer<typeof Call>;

/** A call put to one agent, with everything to paint the ringing screen. */
export const Offer = z.object({
  ...base,
  callId: Id,
  agentId: Id,
  madeAt: Instant,
  ringUntil: Instant,
  queue: z.object({ id: Id, name: z.string(), serviceLevelSeconds: z.int() }),
  waitedMs: z.int(),
  call: Call,
  card: CallerCard,
});
export type Offer = z.infer<typeof Offer>;
/** How an offer ended. `RONA`: rang out, the agent's reach is now *missed call*. */
export const OfferEnd = z.enum(['CONNECTED', 'REJECTED', 'RONA', 'RESCINDED', 'FAILED', 'ACCEPTED']);

/** What the agent's device needs to bring the voice: `device.connect({ params })`, once, before `connectBefore`. */
export const VoiceTicket = z.object({ callId: Id, params: z.record(z.string(), z.string()), connectBefore: Instant });
export type VoiceTicket = z.infer<typeof VoiceTicket>;

/** The step after the call; at most one of each. `planned` is no step: its hour is chosen on the ticket's own page. */
export const NextStep = z.object({
  promise: z.optional(
    z.nullable(z.object({ text: z.string().check(z.minLength(1), z.maxLength(300)), dueAt: Instant, ownerId: z.nullable(Id) })),
  ),
  ticketStatus: z.optional(z.nullable(z.enum(['new', 'open', 'waiting-customer', 'waiting-internal', 'solved', 'closed']))),
  ticketSubject: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
  reasonId: z.optional(z.nullable(Id)),
});
export type NextStep = z.infer<typeof NextStep>;

/**
 * What the agent writes about a call; `id` is the call's. `state`: `open` while talking or wrapping up, `finished` until the five seconds of undo are
 * over (`undoUntil`), `done` after it, `to-complete` when wrap-up ran out before an outcome was chosen (code AUTO-NB, list *Nachtragen*).
 * `noteRevision` grows with each saved text: an older tab never overwrites a newer text.
 */
export const CallDesk = z.object({
  ...base,
  agentId: z.nullable(Id),
  state: z.enum(['open', 'finished', 'done', 'to-complete']),
  note: text(20_000),
  noteRevision: z.int(),
  dispositionId: z.nullable(Id),
  nextStep: NextStep,
  undoUntil: z.nullable(Instant),
  completeBefore: z.nullable(Instant),
});
export type CallDesk = z.infer<typeof CallDesk>;

/** A caller whom nobody answered and who has not been reached since: a debt, one per caller identity. `callIds` newest first. */
export const LostCall = z.object({
  ...base,
  from: z.nullable(z.object({ e164: z.string(), display: z.string() })),
  personId: z.nullable(Id),
  personName: z.nullable(z.string()),
  companyName: z.nullable(z.string()),
  queueId: z.nullable(Id),
  ticketNumber: z.string(),
  lastCallId: Id,
  calls: z.int(),
  firstAt: Instant,
  lastAt: Instant,
  longestWaitMs: z.int(),
  state: z.enum(['open', 'reached', 'dropped']),
  closedAt: z.nullable(Instant),
  closedBy: z.nullable(Id),
  reason: z.nullable(z.string()),
});
export type LostCall = z.infer<typeof LostCall>;

/** One line of what happened to a call, in order. `kind` is translated by the client. */
export const CallMoment = z.object({
  id: z.string(),
  at: Instant,
  kind: z.string(),
  agentId: z.nullable(Id),
  details: z.record(z.string(), z.unknown()),
});
export type CallMoment = z.infer<typeof CallMoment>;
