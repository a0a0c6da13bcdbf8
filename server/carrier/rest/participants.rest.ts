import type { Conference, Participant } from '../model/conference.js';
import type { Network } from '../network.js';
import { notFound } from '../rest-error.js';
import { endCall } from '../runtime/call-lifecycle.js';
import { leaveConference } from '../runtime/conferences.js';
import { presentParticipant } from './conference.presenter.js';
import { createParticipant } from './create-participant.js';
import { asksFor, listPage } from './paging.js';
import { created, gone, ok, type RestAnswer, type RestRequest } from './rest-request.js';
import type { RestRoute } from './route.js';
import { updateParticipant } from './update-participant.js';

/** The room a path names, by identifier or by the name of a live one. Throws 20404. */
function roomOf(net: Network, request: RestRequest): Conference {
  const name = request.names['conference'] ?? '';
  const byName = [...net.conferences.values()].find((conference) => conference.name === name && conference.status !== 'completed');
  const conference = net.conferences.get(name) ?? byName;
  if (!conference) throw notFound(request.path);
  return conference;
}

/** The participant a path names, by leg or by label; those not there any more are not found. Throws 20404. */
function participantOf(net: Network, request: RestRequest): Participant {
  const who = request.names['call'] ?? '';
  const inside = [...roomOf(net, request).participants.values()];
  const participant = inside.find((one) => one.call.sid === who || one.label === who);
  if (!participant) throw notFound(request.path);
  return participant;
}

function list(net: Network, request: RestRequest): RestAnswer {
  const items = [...roomOf(net, request).participants.values()].filter(
    (participant) =>
      asksFor(request, 'Muted', String(participant.muted)) &&
      asksFor(request, 'Hold', String(participant.hold)) &&
      asksFor(request, 'Coaching', String(participant.coaching)),
  );
  return listPage(request, { key: 'participants', items, present: (participant) => presentParticipant(net, participant) });
}

function kick(net: Network, request: RestRequest): RestAnswer {
  const participant = participantOf(net, request);
  // One still being dialled is no longer called.
  if (!participant.joined) endCall(net, participant.call, { status: 'canceled' });
  else leaveConference(net, participant, { reason: 'participant_updated_via_api', kicked: true });
  return gone();
}

/** Operations on who is in a room. */
export const participantRoutes: readonly RestRoute[] = [
  { method: 'GET', path: 'Conferences/:conference/Participants', run: list },
  {
    method: 'POST',
    path: 'Conferences/:conference/Participants',
    run: (net, request) => created(presentParticipant(net, createParticipant(net, request))),
  },
  {
    method: 'GET',
    path: 'Conferences/:conference/Participants/:call',
    run: (net, request) => ok(presentParticipant(net, participantOf(net, request))),
  },
  {
    method: 'POST',
    path: 'Conferences/:conference/Participants/:call',
    run: (net, request) => {
      const participant = participantOf(net, request);
      updateParticipant(net, participant, request);
      return ok(presentParticipant(net, participant));
    },
  },
  { method: 'DELETE', path: 'Conferences/:conference/Participants/:call', run: kick },
];
