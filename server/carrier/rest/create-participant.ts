import type { Call } from '../model/call.js';
import { isClientLeg } from '../model/call.js';
import type { Conference, JoinOptions, Participant } from '../model/conference.js';
import type { Network } from '../network.js';
import { notFound, RestError } from '../rest-error.js';
import { expectParticipant, leaveConference, openConference, refusalToJoin } from '../runtime/conferences.js';
import { dial, partyAt } from '../runtime/dialling.js';
import { interpret } from '../runtime/interpreter.js';
import { startLife } from '../runtime/life.js';
import { createCall } from '../runtime/new-call.js';
import { dialConference } from '../verbs/dial-conference.js';
import { progressField } from './call-fields.js';
import { outboundParties } from './outbound-address.js';
import { field, flagField, methodField, numberField, type RestRequest, urlField } from './rest-request.js';

/** Twilio always adds five seconds to the ringing time of participants. */
const TIMEOUT_BUFFER_MS = 5000;

/** POST Participants: dials somebody who comes into the room on answering. Throws what Twilio's validation throws. */
export function createParticipant(net: Network, request: RestRequest): Participant {
  const conference = roomFor(net, request);
  const { from, to, params } = outboundParties(net, request);
  const options = joinFields(request);
  const timeoutMs = numberField(request, 'Timeout', { low: 5, high: 600, fallback: 60 }) * 1000;
  const progress = progressField(request);
  const call = createCall(net, {
    from,
    to,
    direction: 'outbound-api',
    status: 'queued',
    party: partyAt(net, to),
    ...(progress ? { progress } : {}),
    customParams: params,
    timeLimitMs: numberField(request, 'TimeLimit', { low: 1, high: 86_400, fallback: 14_400 }) * 1000,
  });
  const refusal = refusalToJoin(conference, call, options);
  if (refusal !== undefined) {
    net.calls.delete(call.sid);
    throw new RestError(refusal, 'Participant cannot join the conference');
  }
  const participant = expectParticipant(net, { conference, call, addedByRest: true }, options);
  joinWhenThere(net, participant, { options, earlyMedia: flagField(request, 'EarlyMedia', true) });
  start(net, call, timeoutMs + TIMEOUT_BUFFER_MS);
  return participant;
}

/** A CF identifier must exist and live; any other text names a room, made on demand. */
function roomFor(net: Network, request: RestRequest): Conference {
  const name = request.names['conference'] ?? '';
  if (!/^CF[0-9a-fA-F]{32}$/.test(name)) return openConference(net, name);
  const conference = net.conferences.get(name);
  if (!conference || conference.status === 'completed') throw notFound(request.path);
  return conference;
}

function joinWhenThere(net: Network, participant: Participant, how: { options: JoinOptions; earlyMedia: boolean }): void {
  const { call, conference } = participant;
  const noun = { name: 'Conference', attributes: {}, children: [conference.name] };
  const elements = {
    dial: { name: 'Dial', attributes: {}, children: [noun] },
    noun,
    document: { verbs: [], base: undefined },
    options: how.options,
  };
  const join = (leg: Call) => startLife(net, leg, { interpret, first: (run) => dialConference(run, elements) });
  if (how.earlyMedia && net.quirks.earlyMediaJoin === 'ringing') call.onRinging = join;
  else call.onAnswer = join;
  call.onEnd.push(() => {
    if (!participant.joined) leaveConference(net, participant, { reason: 'participant_add_failed', kicked: false });
  });
}

/** Whether a browser's leg waits for its turn like a telephone's is not documented (quirk). */
function start(net: Network, call: Call, timeoutMs: number): void {
  const paced = !isClientLeg(call) || net.quirks.clientParticipants === 'paced';
  if (paced) call.queueTimeMs = net.pacer.schedule(() => dial(net, call, timeoutMs));
  else net.clock.after(0, () => dial(net, call, timeoutMs));
}

function joinFields(request: RestRequest): JoinOptions {
  const label = field(request, 'Label');
  const waitUrl = field(request, 'WaitUrl');
  const coachSid = field(request, 'CallSidToCoach');
  const callback = urlField(request, 'ConferenceStatusCallback');
  const named = request.form.getAll('ConferenceStatusCallbackEvent');
  if (label !== undefined && label.length > 128) throw new RestError(20001, 'Label is longer than 128 characters');
  return {
    ...(label === undefined ? {} : { label }),
    muted: flagField(request, 'Muted', false),
    startOnEnter: flagField(request, 'StartConferenceOnEnter', true),
    endOnExit: flagField(request, 'EndConferenceOnExit', false),
    ...(waitUrl === undefined ? {} : { waitUrl: waitUrl === '' ? '' : urlField(request, 'WaitUrl') }),
    waitMethod: methodField(request, 'WaitMethod'),
    maxParticipants: numberField(request, 'MaxParticipants', { low: 2, high: 250, fallback: 250 }),
    ...(coachSid === undefined ? {} : { coachSid }),
    coaching: flagField(request, 'Coaching', false),
    ...(callback === undefined
      ? {}
      : {
          callbacks: {
            url: callback,
            method: methodField(request, 'ConferenceStatusCallbackMethod'),
            events: new Set(named.length > 0 ? named : ['start', 'end']),
          },
        }),
  } as JoinOptions;
}
