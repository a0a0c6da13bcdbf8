import { rfc2822 } from '../dates.js';
import type { Conference, LeaveReason, Participant } from '../model/conference.js';
import type { Network } from '../network.js';
import { warnOfCallback } from './notify.js';
import type { FormParams } from './signature.js';

/** Which word of `statusCallbackEvent` asks for an event. */
const ASKED_BY: Record<string, string> = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-mute': 'mute',
  'participant-unmute': 'mute',
  'participant-hold': 'hold',
  'participant-unhold': 'hold',
  'participant-modify': 'modify',
  'announcement-end': 'announcement',
  'announcement-fail': 'announcement',
};

/** What a conference event tells besides the room itself. */
export interface ConferenceEvent {
  name: string;
  participant?: Participant;
  extra?: FormParams;
}

/** Sends a conference event to the room's subscription, if it asked for it. Numbers count per room. */
export function reportConference(net: Network, conference: Conference, event: ConferenceEvent): void {
  const callSid = event.participant?.call.sid;
  net.trace.add(event.name, callSid, {
    conference: conference.name,
    label: event.participant?.label,
    extra: Object.fromEntries(event.extra ?? []),
  });
  const callbacks = conference.callbacks;
  if (!callbacks?.events.has(ASKED_BY[event.name] ?? '') || event.participant?.call.silent) return;
  const params: FormParams = [
    ['ConferenceSid', conference.sid],
    ['FriendlyName', conference.name],
    ['AccountSid', net.account.accountSid],
    ['SequenceNumber', String(conference.sequence)],
    ['Timestamp', rfc2822(net.clock.now())],
    ['StatusCallbackEvent', event.name],
    ...(event.participant ? participantParams(event.participant) : []),
    ...(event.extra ?? []),
  ];
  conference.sequence += 1;
  const webhook = {
    family: 'conference',
    url: callbacks.url,
    method: callbacks.method,
    params,
    callSid,
    conferenceSid: conference.sid,
    event: event.name,
  } as const;
  void net.webhooks.send(webhook).then((reply) => warnOfCallback(net, webhook, reply));
}

function participantParams(participant: Participant): [string, string][] {
  return [
    ['CallSid', participant.call.sid],
    ['Muted', String(participant.muted)],
    ['Hold', String(participant.hold)],
    ['Coaching', String(participant.coaching)],
    ['EndConferenceOnExit', String(participant.endOnExit)],
    ['StartConferenceOnEnter', String(participant.startOnEnter)],
    ...(participant.label === undefined ? [] : ([['ParticipantLabel', participant.label]] as [string, string][])),
    ...(participant.coachSid === undefined ? [] : ([['CallSidToCoach', participant.coachSid]] as [string, string][])),
  ];
}

/** The fields a `participant-leave` adds. */
export function leaveParams(participant: Participant, reason: LeaveReason): FormParams {
  const status = participant.call.status === 'queued' || participant.call.status === 'ringing' ? 'failed' : participant.call.status;
  return [
    ['ParticipantCallStatus', status],
    ['ReasonParticipantLeft', reason],
  ];
}
