import * as z from 'zod/mini';
import { Done, Id, Instant, page, pageQuery } from '../models/base.js';
import { CallerCard } from '../models/caller-card.js';
import { Call, CallDesk, CallMoment, CallOutcome, Offer, VoiceTicket } from '../models/calls.js';
import { defineOperation } from '../operation.js';

const params = z.object({ callId: Id });

/** Calls one may see, newest first. `state`: `waiting`, `live` (waiting included) or `ended`. */
export const listCalls = defineOperation({
  id: 'calls.list',
  method: 'GET',
  path: '/calls',
  summary: 'Calls, newest first',
  query: z.object({
    ...pageQuery,
    state: z.optional(z.enum(['waiting', 'live', 'ended'])),
    queueId: z.optional(Id),
    agentId: z.optional(Id),
    personId: z.optional(Id),
    ticketId: z.optional(Id),
    outcome: z.optional(CallOutcome),
    from: z.optional(Instant),
    to: z.optional(Instant),
  }),
  output: page(Call),
});
/** One call. */
export const getCall = defineOperation({
  id: 'calls.get',
  method: 'GET',
  path: '/calls/:callId',
  summary: 'One call',
  params,
  output: Call,
  errors: ['NOT_FOUND'],
});
/** What happened to a call, oldest first. */
export const callTimeline = defineOperation({
  id: 'calls.timeline',
  method: 'GET',
  path: '/calls/:callId/timeline',
  summary: 'What happened to a call',
  params,
  output: z.object({ items: z.array(CallMoment) }),
  errors: ['NOT_FOUND'],
});
/** The caller card of a call as it would be painted now. */
export const getCallerCard = defineOperation({
  id: 'calls.card',
  method: 'GET',
  path: '/calls/:callId/card',
  summary: 'Who calls',
  params,
  output: CallerCard,
  errors: ['NOT_FOUND'],
});
/** My ringing, running or unfinished call, to paint a console that was just loaded. `mayRejoin`: my voice is lost and the caller waits in the room. */
export const activeCall = defineOperation({
  id: 'calls.active',
  method: 'GET',
  path: '/me/active-call',
  summary: 'My call right now',
  output: z.object({
    offer: z.nullable(Offer),
    call: z.nullable(Call),
    desk: z.nullable(CallDesk),
    card: z.nullable(CallerCard),
    mayRejoin: z.boolean(),
    rejoinUntil: z.nullable(Instant),
  }),
});
/** Takes the call offered to me. The answer brings the device's one-use parameters. */
export const acceptOffer = defineOperation({
  id: 'calls.accept',
  method: 'POST',
  path: '/calls/:callId/accept',
  summary: 'Take the call offered to me',
  params,
  output: VoiceTicket,
  errors: ['CALL_ALREADY_TAKEN', 'OFFER_GONE', 'NOT_FOUND'],
});
/** Declines the call offered to me; the caller keeps the place. I stay ready, but am not asked for this call again at once. */
export const rejectOffer = defineOperation({
  id: 'calls.reject',
  method: 'POST',
  path: '/calls/:callId/reject',
  summary: 'Decline the call offered to me',
  params,
  output: Done,
  errors: ['OFFER_GONE', 'NOT_FOUND'],
});
/** Brings my voice back into my call, on any device; at AGENT_LOST within 20 s. */
export const rejoinCall = defineOperation({
  id: 'calls.rejoin',
  method: 'POST',
  path: '/calls/:callId/rejoin',
  summary: 'Come back into my call',
  params,
  output: VoiceTicket,
  errors: ['WRONG_CALL_STATE', 'NOT_FOUND'],
});
/** Plays music to the caller. */
export const holdCall = defineOperation({
  id: 'calls.hold',
  method: 'POST',
  path: '/calls/:callId/hold',
  summary: 'Hold',
  params,
  output: Call,
  errors: ['WRONG_CALL_STATE', 'NOT_FOUND'],
});
/** Takes the caller off the music. */
export const resumeCall = defineOperation({
  id: 'calls.resume',
  method: 'POST',
  path: '/calls/:callId/resume',
  summary: 'Resume',
  params,
  output: Call,
  errors: ['WRONG_CALL_STATE', 'NOT_FOUND'],
});
/** Mutes or unmutes my own leg. */
export const muteCall = defineOperation({
  id: 'calls.mute',
  method: 'POST',
  path: '/calls/:callId/mute',
  summary: 'Mute or unmute me',
  params,
  body: z.object({ muted: z.boolean() }),
  output: Call,
  errors: ['WRONG_CALL_STATE', 'NOT_FOUND'],
});
/** Sends tones to the caller. */
export const sendDigits = defineOperation({
  id: 'calls.digits',
  method: 'POST',
  path: '/calls/:callId/digits',
  summary: 'Send tones',
  params,
  body: z.object({ digits: z.string().check(z.regex(/^[0-9*#w]{1,32}$/)) }),
  output: Done,
  errors: ['WRONG_CALL_STATE', 'NOT_FOUND'],
});
/** Ends the call with the caller; wrap-up starts. */
export const hangUpCall = defineOperation({
  id: 'calls.hang-up',
  method: 'POST',
  path: '/calls/:callId/hang-up',
  summary: 'Hang up',
  params,
  output: Call,
  errors: ['WRONG_CALL_STATE', 'NOT_FOUND'],
});
/** Says who is calling: one of the candidates, anybody else, or nobody known. With `learn` the number belongs to that person from now on. */
export const identifyCaller = defineOperation({
  id: 'calls.identify',
  method: 'POST',
  path: '/calls/:callId/person',
  summary: 'Say who is calling',
  params,
  body: z.object({ personId: z.nullable(Id), learn: z.boolean() }),
  output: CallerCard,
  errors: ['NOT_FOUND'],
});
/** Joins the call to an open ticket (its own number then leads there), or with null takes it off again. */
export const joinTicket = defineOperation({
  id: 'calls.join-ticket',
  method: 'POST',
  path: '/calls/:callId/ticket',
  summary: 'Join the call to a ticket',
  params,
  body: z.object({ ticketId: z.nullable(Id) }),
  output: Call,
  errors: ['NOT_FOUND'],
});
/** Puts a waiting call to an agent now (default: to me), past the order of the queue. */
export const pickCall = defineOperation({
  id: 'calls.pick',
  method: 'POST',
  path: '/calls/:callId/pick',
  summary: 'Take a waiting call out of turn',
  params,
  body: z.object({ agentId: z.optional(Id) }),
  output: Call,
  errors: ['CALL_ALREADY_TAKEN', 'AGENT_NOT_FREE', 'NOT_FOUND'],
});
/** Moves a waiting call to another queue; it keeps its time of arrival. */
export const moveCall = defineOperation({
  id: 'calls.move',
  method: 'POST',
  path: '/calls/:callId/move',
  summary: 'Move a waiting call to another queue',
  params,
  body: z.object({ queueId: Id }),
  output: Call,
  errors: ['WRONG_CALL_STATE', 'NOT_FOUND'],
});
/** Changes the priority of a waiting call; higher is served first. */
export const prioritiseCall = defineOperation({
  id: 'calls.prioritise',
  method: 'POST',
  path: '/calls/:callId/priority',
  summary: 'Change the priority of a waiting call',
  params,
  body: z.object({ priority: z.int().check(z.minimum(0), z.maximum(99)) }),
  output: Call,
  errors: ['WRONG_CALL_STATE', 'NOT_FOUND'],
});
/** Says whether the console would dial a number. Emergency numbers are refused with EMERGENCY_NUMBER, always. */
export const checkDial = defineOperation({
  id: 'calls.check-dial',
  method: 'GET',
  path: '/dial-check',
  summary: 'Whether a number may be dialled from here',
  query: z.object({ number: z.string().check(z.minLength(1), z.maxLength(40)) }),
  output: z.object({ isAllowed: z.boolean(), display: z.string() }),
  errors: ['EMERGENCY_NUMBER', 'INVALID_INPUT'],
});
