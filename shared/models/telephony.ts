import * as z from 'zod/mini';
import { base, Instant } from './base.js';

/** What a step found, to be said in the reader's language. `about`: what it was about (a number). */
export const StepFact = z.object({
  id: z.enum([
    ...(['bad-credentials', 'refused', 'too-many-requests', 'not-known', 'carrier-unreachable'] as const),
    ...(['needs-https', 'no-public-url', 'redirects', 'answers', 'unreachable', 'signature-refused', 'clock-off'] as const),
    ...(['no-number', 'numbers-here', 'no-caller-number', 'not-unsealed', 'unexpected'] as const),
  ]),
  values: z.record(z.string(), z.string()),
  about: z.optional(z.string()),
});
export type StepFact = z.infer<typeof StepFact>;

/** One step of connecting the telephone network, in the order it was done. `detail` holds what was found or set, in English where `fact` says it too. */
export const TelephonyStep = z.object({
  code: z.enum(['public-url', 'credentials', 'clock', 'application', 'numbers', 'number', 'test-call', 'signature']),
  state: z.enum(['ok', 'failed', 'warning']),
  detail: z.string(),
  fact: z.optional(StepFact),
  /** Settings sent by REST in this step: name → value. */
  set: z.optional(z.record(z.string(), z.string())),
});
export type TelephonyStep = z.infer<typeof TelephonyStep>;

/** A number of the connected account, as the carrier describes it. */
export const CarrierNumber = z.object({
  sid: z.string(),
  e164: z.string(),
  display: z.string(),
  friendlyName: z.string(),
  voiceUrl: z.nullable(z.string()),
  /** True when its calls reach this installation. */
  isOurs: z.boolean(),
});
export type CarrierNumber = z.infer<typeof CarrierNumber>;

/** The telephone network this installation is connected to. Secrets are written, never read. */
export const Telephony = z.object({
  ...base,
  kind: z.enum(['simulator', 'twilio', 'none']),
  /** True when the credentials come from the environment and cannot be edited here. */
  isFixed: z.boolean(),
  accountSid: z.nullable(z.string()),
  apiKeySid: z.nullable(z.string()),
  hasAuthToken: z.boolean(),
  region: z.nullable(z.string()),
  edge: z.nullable(z.string()),
  publicUrl: z.string(),
  fallbackUrl: z.nullable(z.string()),
  applicationSid: z.nullable(z.string()),
  /** `working`: a job is under way; its result arrives as `telephony.changed`. */
  state: z.enum(['untested', 'working', 'ok', 'failed']),
  steps: z.array(TelephonyStep),
  numbers: z.array(CarrierNumber),
  /** True in a restored copy: the real account is not used until an administrator takes it up (`telephony.take-up`). */
  isHeld: z.boolean(),
  testedAt: z.nullable(Instant),
});
export type Telephony = z.infer<typeof Telephony>;

/** What a browser needs to open its phone. `kind` chooses the real SDK or the simulated device (at `/carrier/device`). */
export const VoiceToken = z.object({
  kind: z.enum(['simulator', 'twilio', 'none']),
  token: z.string(),
  identity: z.string(),
  edge: z.nullable(z.string()),
  expiresAt: Instant,
});
export type VoiceToken = z.infer<typeof VoiceToken>;
