import type { Call } from '../model/call.js';
import type { Conference, EndReason, JoinOptions, LeaveOutcome, LeaveReason, Participant } from '../model/conference.js';
import { type Network, newSid } from '../network.js';
import { leaveParams, reportConference } from '../webhooks/conference-events.js';
import { setTalking } from './call-lifecycle.js';
import { startIfReady } from './conference-start.js';
import { forgetOldest } from './retention.js';
import type { Run } from './run.js';

/** The room of that name which is not completed, made when there is none. */
export function openConference(net: Network, name: string): Conference {
  for (const conference of net.conferences.values()) if (conference.name === name && conference.status !== 'completed') return conference;
  const now = net.clock.now();
  const conference: Conference = {
    sid: newSid(net, 'CF'),
    name,
    createdAt: now,
    updatedAt: now,
    status: 'init',
    participants: new Map(),
    sequence: net.quirks.conferenceSequenceBase,
    maxParticipants: 250,
    announcedStart: false,
  };
  net.conferences.set(conference.sid, conference);
  forgetOldest(net.conferences, (room) => room.status === 'completed');
  return conference;
}

/** Why somebody cannot come in: 16025 label taken, 13240 nobody to coach, 16020 room full. */
export function refusalToJoin(conference: Conference, call: Call, options: JoinOptions): number | undefined {
  const others = [...conference.participants.values()].filter((other) => other.call !== call);
  if (options.label !== undefined && others.some((other) => other.label === options.label)) return 16025;
  if (options.coachSid !== undefined && !others.some((other) => other.call.sid === options.coachSid && other.joined)) return 13240;
  if (others.length >= Math.min(conference.maxParticipants, options.maxParticipants)) return 16020;
  return undefined;
}

/** Writes a leg down as coming into the room (ringing, for those added by REST). The first participant's callbacks become the room's. */
export function expectParticipant(
  net: Network,
  seat: { conference: Conference; call: Call; addedByRest: boolean },
  options: JoinOptions,
): Participant {
  const { conference, call } = seat;
  const now = net.clock.now();
  if (conference.participants.size === 0 && conference.sequence === net.quirks.conferenceSequenceBase) {
    if (options.callbacks) conference.callbacks = options.callbacks;
    conference.maxParticipants = options.maxParticipants;
  }
  const participant: Participant = {
    call,
    conference,
    ...(options.label === undefined ? {} : { label: options.label }),
    createdAt: now,
    updatedAt: now,
    startOnEnter: options.startOnEnter,
    addedByRest: seat.addedByRest,
    joined: false,
    muted: options.muted,
    hold: false,
    endOnExit: options.endOnExit,
    coaching: options.coaching,
    ...(options.coachSid === undefined ? {} : { coachSid: options.coachSid }),
    ...(options.waitUrl === undefined ? {} : { waitUrl: options.waitUrl }),
    waitMethod: options.waitMethod,
  };
  conference.participants.set(call.sid, participant);
  return participant;
}

/** The leg is in the room. `release` is called, once, when it is put out. */
export function enterConference(net: Network, participant: Participant, how: { run: Run; release: (outcome: LeaveOutcome) => void }): void {
  const { conference, call } = participant;
  participant.joined = true;
  participant.run = how.run;
  participant.release = how.release;
  participant.updatedAt = net.clock.now();
  call.place = { kind: 'conference', participant };
  net.oracle.settled(call);
  reportConference(net, conference, { name: 'participant-join', participant });
  startIfReady(net, conference);
  roomChanged(net, conference);
}

/** Takes a leg out of its room, with all that follows for the others. Repeating it does nothing. */
export function leaveConference(net: Network, participant: Participant, outcome: LeaveOutcome): void {
  const { conference, call } = participant;
  if (conference.participants.get(call.sid) !== participant) return;
  conference.participants.delete(call.sid);
  participant.music?.interrupt({ kind: 'stop' });
  participant.updatedAt = net.clock.now();
  if (call.place.kind === 'conference') call.place = { kind: 'none' };
  net.oracle.left(call);
  setTalking(call, false);
  participant.release?.(outcome);
  reportConference(net, conference, { name: 'participant-leave', participant, extra: leaveParams(participant, outcome.reason) });
  if (conference.status === 'completed') return;
  if (participant.joined && participant.endOnExit) {
    const how = outcome.kicked ? 'participant-with-end-conference-on-exit-kicked' : 'participant-with-end-conference-on-exit-left';
    endConference(net, conference, { reason: how, by: participant, others: 'moderator_ended_conference' });
  } else if (conference.participants.size === 0) {
    const how = outcome.kicked ? 'last-participant-kicked' : 'last-participant-left';
    endConference(net, conference, { reason: how, by: participant, others: 'moderator_ended_conference' });
  } else roomChanged(net, conference);
}

/** Ends a room: everybody still in it is put out, each going on at its own Dial action. */
export function endConference(
  net: Network,
  conference: Conference,
  end: { reason: EndReason; by?: Participant; others: LeaveReason },
): void {
  if (conference.status === 'completed') return;
  conference.status = 'completed';
  conference.endReason = end.reason;
  conference.updatedAt = net.clock.now();
  if (end.by) conference.endedBy = end.by.call.sid;
  for (const participant of [...conference.participants.values()]) {
    // One still being dialled was never here: it goes on ringing, and opens a room of this name anew when it answers.
    if (!participant.joined) conference.participants.delete(participant.call.sid);
    else leaveConference(net, participant, { reason: end.others, kicked: false });
  }
  reportConference(net, conference, {
    name: 'conference-end',
    extra: [
      ...(end.by ? ([['CallSidEndingConference', end.by.call.sid]] as const) : []),
      ...(end.by?.label === undefined ? [] : ([['ParticipantLabelEndingConference', end.by.label]] as const)),
      ['ReasonConferenceEnded', end.reason],
      ['Reason', end.by ? `Participant ${end.by.call.sid} left the conference` : 'Conference ended via API'],
    ],
  });
  net.oracle.roomChanged(conference);
}

/** Works out anew who can talk with somebody, after anything in the room changed. */
export function roomChanged(net: Network, conference: Conference): void {
  const inside = [...conference.participants.values()].filter((participant) => participant.joined);
  for (const participant of inside) {
    const heard = inside.some((other) => other !== participant && isHeardBy(other, participant));
    setTalking(participant.call, conference.status === 'in-progress' && !participant.hold && heard);
  }
  net.oracle.roomChanged(conference);
}

/** True when what `speaker` says reaches `listener`. A coach is heard by the coached only. */
export function isHeardBy(speaker: Participant, listener: Participant): boolean {
  if (speaker.muted || speaker.hold || listener.hold || speaker.call.muted) return false;
  return !speaker.coaching || speaker.coachSid === listener.call.sid;
}
