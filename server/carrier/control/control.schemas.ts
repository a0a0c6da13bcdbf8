import * as z from 'zod/mini';
import { faultKinds } from '../faults/fault.js';

const ms = z.number().check(z.gte(0));

/** What a caller does by itself; see `CallerScript`. */
const scriptSchema = z.strictObject({
  patienceMs: z.optional(ms),
  talkMs: z.optional(ms),
  hangupAfterMs: z.optional(ms),
  dtmf: z.optional(z.array(z.union([z.string(), z.strictObject({ afterMs: ms, digits: z.string() })]))),
  says: z.optional(z.array(z.strictObject({ afterMs: ms, text: z.string() }))),
  forwardedFrom: z.optional(z.string()),
  withheld: z.optional(z.boolean()),
  callerName: z.optional(z.string()),
});

/** Body of `POST /_sim/inbound`. */
export const inboundSchema = z.strictObject({ from: z.string(), to: z.optional(z.string()), script: z.optional(scriptSchema) });

/** Body of `POST /_sim/behaviours/:number`. */
export const behaviourSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), afterMs: ms, script: z.optional(scriptSchema) }),
  z.strictObject({ kind: z.literal('busy'), afterMs: z.optional(ms) }),
  z.strictObject({ kind: z.literal('no-answer') }),
  z.strictObject({ kind: z.literal('reject'), afterMs: z.optional(ms) }),
  z.strictObject({ kind: z.literal('fail'), sipCode: z.optional(z.number()) }),
  z.strictObject({ kind: z.literal('manual') }),
]);

/** Body of `POST /_sim/traffic`. */
export const trafficSchema = z.strictObject({
  perMinute: z.number().check(z.gte(0), z.lte(6000)),
  to: z.optional(z.array(z.string())),
  from: z.optional(z.array(z.string())),
  patienceMs: z.optional(ms),
  talkMs: z.optional(ms),
  withheld: z.optional(z.number().check(z.gte(0), z.lte(1))),
});

/** Body of `POST /_sim/faults`. */
export const faultSchema = z.strictObject({
  kind: z.enum(faultKinds),
  match: z.optional(z.record(z.string(), z.string())),
  probability: z.optional(z.number().check(z.gte(0), z.lte(1))),
  count: z.optional(z.number().check(z.gte(1))),
  ms: z.optional(ms),
  newToken: z.optional(z.boolean()),
});

/** Body of `POST /_sim/quirks`. */
export const quirksSchema = z.partial(
  z.strictObject({
    kickedParticipant: z.enum(['continues', 'hung-up']),
    redirectedAction: z.enum(['ignored', 'executed']),
    completedWhileRinging: z.enum(['canceled', 'completed', 'no-answer']),
    clientParticipants: z.enum(['paced', 'at-once']),
    conferenceSequenceBase: z.union([z.literal(1), z.literal(0)]),
    unregisteredClient: z.enum(['no-answer', 'failed']),
    earlyMediaJoin: z.enum(['answer', 'ringing']),
    refusalStatus: z.union([z.literal(400), z.literal(404), z.literal(409)]),
    gatherTimeout: z.enum(['after-prompts', 'from-start']),
  }),
);
