import * as z from 'zod/mini';
import { Done, line, Version } from '../models/base.js';
import { Telephony } from '../models/telephony.js';
import { defineOperation } from '../operation.js';

const sid = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`)));
const name = z.nullable(z.string().check(z.regex(/^[a-z0-9-]{2,20}$/)));
const number = z.string().check(z.minLength(3), z.maxLength(40));

/** Settings → Telephony as it stands. Changes and results of tests arrive as `telephony.changed`. */
export const getTelephony = defineOperation({
  id: 'telephony.get',
  method: 'GET',
  path: '/telephony',
  summary: 'The connected telephone network',
  output: Telephony,
  scope: 'admin',
});
/** Connects a Twilio account: keeps the credentials and tests them in a job (`state` working → ok or failed). The simulator stops. */
export const connectTelephony = defineOperation({
  id: 'telephony.connect',
  keepsAnswer: false,
  method: 'POST',
  path: '/telephony/connect',
  summary: 'Connect a Twilio account',
  scope: 'none',
  body: z.object({
    version: Version,
    accountSid: sid('AC'),
    apiKeySid: sid('SK'),
    apiKeySecret: line(128),
    authToken: line(128),
    region: name,
    edge: name,
    publicUrl: z.optional(z.string().check(z.regex(/^https:\/\/[^\s/]+(\/[^\s]*)?$/), z.maxLength(200))),
    fallbackUrl: z.nullable(z.string().check(z.regex(/^https:\/\/[^\s]+$/), z.maxLength(300))),
  }),
  output: Telephony,
  errors: ['STALE', 'TELEPHONY_FIXED', 'PUBLIC_URL_NEEDED'],
});
/** Tests the connected account again: credentials, clock, numbers and where their calls go. */
export const testTelephony = defineOperation({
  id: 'telephony.test',
  method: 'POST',
  path: '/telephony/test',
  summary: 'Test the connection',
  scope: 'admin',
  output: Telephony,
  errors: ['NO_CARRIER', 'TELEPHONY_BUSY'],
});
/** Sets everything by REST: TwiML application, and voice URL, fallback and status callback of the chosen numbers (all of them when none is named). */
export const applyTelephony = defineOperation({
  id: 'telephony.apply',
  method: 'POST',
  path: '/telephony/apply',
  summary: 'Point numbers at this installation',
  scope: 'admin',
  body: z.object({
    numberSids: z.optional(z.array(sid('PN')).check(z.maxLength(500))),
    /** Kept for next time; null = our own server. */
    fallbackUrl: z.optional(z.nullable(z.string().check(z.regex(/^https:\/\/[^\s]+$/), z.maxLength(300)))),
  }),
  output: Telephony,
  errors: ['NO_CARRIER', 'TELEPHONY_BUSY', 'PUBLIC_URL_NEEDED'],
});
/** Rings a telephone from one of our numbers and says a sentence, to hear that the chain works. */
export const ringTestCall = defineOperation({
  id: 'telephony.test-call',
  method: 'POST',
  path: '/telephony/test-call',
  summary: 'Ring a test call',
  scope: 'none',
  body: z.object({ to: number }),
  output: Telephony,
  errors: ['NO_CARRIER', 'TELEPHONY_BUSY', 'NUMBER_NOT_UNDERSTOOD'],
});
/** Forgets the account and goes back to the simulator. */
export const disconnectTelephony = defineOperation({
  id: 'telephony.disconnect',
  method: 'POST',
  path: '/telephony/disconnect',
  summary: 'Go back to the simulator',
  scope: 'none',
  body: z.object({ version: Version }),
  output: Telephony,
  errors: ['STALE', 'TELEPHONY_FIXED'],
});
/** Says that this restored installation serves the account's calls from now on; the one it was copied from must not run any more. */
export const takeUpTelephony = defineOperation({
  id: 'telephony.take-up',
  method: 'POST',
  path: '/telephony/take-up',
  summary: 'Serve calls after a restore',
  scope: 'none',
  body: z.object({ version: Version }),
  output: Telephony,
  errors: ['STALE'],
});
/** Lets made-up callers ring in the simulator: `count` calls, `perSecond` of them a second. Refused once a real account is connected. */
export const ringSimulator = defineOperation({
  id: 'telephony.ring',
  method: 'POST',
  path: '/telephony/simulator/ring',
  summary: 'Let the simulator ring',
  scope: 'admin',
  body: z.object({
    from: z.optional(number),
    to: z.optional(number),
    count: z.optional(z.int().check(z.minimum(1), z.maximum(1000))),
    perSecond: z.optional(z.number().check(z.minimum(0.01), z.maximum(50))),
    patienceSeconds: z.optional(z.number().check(z.minimum(1), z.maximum(7200))),
    talkSeconds: z.optional(z.number().check(z.minimum(1), z.maximum(7200))),
  }),
  output: Done,
  errors: ['REAL_ACCOUNT_CONNECTED', 'NUMBER_NOT_UNDERSTOOD', 'NO_CARRIER', 'NOT_FOUND'],
});
