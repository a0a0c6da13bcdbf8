import type { Participant } from '../model/conference.js';
import type { Network } from '../network.js';
import { notFound, RestError } from '../rest-error.js';
import { roomChanged } from '../runtime/conferences.js';
import { playInRoom } from '../runtime/room-sounds.js';
import { reportConference } from '../webhooks/conference-events.js';
import { field, flagField, methodField, type RestRequest, urlField } from './rest-request.js';

/** POST a participant: mute, hold, coach, announce. Everything asked for in one request is one change. */
export function updateParticipant(net: Network, participant: Participant, request: RestRequest): void {
  if (!participant.joined) throw notFound(request.path);
  const before = { muted: participant.muted, hold: participant.hold };
  const modified = modify(participant, request);
  participant.muted = flagField(request, 'Muted', participant.muted);
  const wantsHold = flagField(request, 'Hold', participant.hold);
  const ignored =
    wantsHold !== participant.hold && net.faults.strike('hold-ignored', { callSid: participant.call.sid, label: participant.label });
  if (!ignored) participant.hold = wantsHold;
  participant.updatedAt = net.clock.now();
  if (participant.hold !== before.hold) holdChanged(net, participant, request);
  if (participant.muted !== before.muted) {
    reportConference(net, participant.conference, { name: participant.muted ? 'participant-mute' : 'participant-unmute', participant });
  }
  if (modified) reportConference(net, participant.conference, { name: 'participant-modify', participant });
  roomChanged(net, participant.conference);
  const announce = urlField(request, 'AnnounceUrl');
  if (announce !== undefined) void announceTo(net, participant, { url: announce, method: methodField(request, 'AnnounceMethod') });
}

/** Coaching and end-on-exit. While on hold, end-on-exit answers 200 and stays as it was: seen at Twilio, documented nowhere. */
function modify(participant: Participant, request: RestRequest): boolean {
  const { endOnExit, coaching, coachSid } = participant;
  if (!participant.hold) participant.endOnExit = flagField(request, 'EndConferenceOnExit', endOnExit);
  participant.coaching = flagField(request, 'Coaching', coaching);
  const coached = field(request, 'CallSidToCoach');
  if (coached !== undefined && coached !== '') {
    if (!participant.conference.participants.has(coached)) throw new RestError(20001, `CallSidToCoach ${coached} is not in the conference`);
    participant.coachSid = coached;
  }
  if (participant.coaching && participant.coachSid === undefined) throw new RestError(20001, 'Coaching needs CallSidToCoach');
  return participant.endOnExit !== endOnExit || participant.coaching !== coaching || participant.coachSid !== coachSid;
}

function holdChanged(net: Network, participant: Participant, request: RestRequest): void {
  reportConference(net, participant.conference, { name: participant.hold ? 'participant-hold' : 'participant-unhold', participant });
  if (participant.hold) {
    const url = urlField(request, 'HoldUrl');
    void playInRoom(net, participant, { url, method: methodField(request, 'HoldMethod', 'GET'), event: 'hold' });
  } else if (participant.conference.status === 'init') {
    void playInRoom(net, participant, { url: participant.waitUrl, method: participant.waitMethod, event: 'conference' });
  } else {
    void playInRoom(net, participant, { url: '', method: 'GET', event: 'hold' });
  }
}

async function announceTo(net: Network, participant: Participant, what: { url: string; method: 'GET' | 'POST' }): Promise<void> {
  const played = await playInRoom(net, participant, { ...what, event: 'announce' });
  const name = played ? 'announcement-end' : 'announcement-fail';
  reportConference(net, participant.conference, { name, participant, extra: [['AnnounceUrl', what.url]] });
}
