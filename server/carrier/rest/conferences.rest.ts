import type { Conference } from '../model/conference.js';
import type { Network } from '../network.js';
import { notFound, RestError } from '../rest-error.js';
import { endConference } from '../runtime/conferences.js';
import { insideOf, playInRoom } from '../runtime/room-sounds.js';
import { reportConference } from '../webhooks/conference-events.js';
import { presentConference } from './conference.presenter.js';
import { asksFor, inDates, listPage } from './paging.js';
import { field, methodField, ok, type RestAnswer, type RestRequest, urlField } from './rest-request.js';
import type { RestRoute } from './route.js';

function list(net: Network, request: RestRequest): RestAnswer {
  const items = [...net.conferences.values()]
    .reverse()
    .filter(
      (conference) =>
        asksFor(request, 'FriendlyName', conference.name) &&
        asksFor(request, 'Status', conference.status) &&
        inDates(request, 'DateCreated', conference.createdAt) &&
        inDates(request, 'DateUpdated', conference.updatedAt),
    );
  return listPage(request, { key: 'conferences', items, present: (conference) => presentConference(net, conference) });
}

function conferenceOf(net: Network, request: RestRequest): Conference {
  const conference = net.conferences.get(request.names['sid'] ?? '');
  if (!conference) throw notFound(request.path);
  return conference;
}

function update(net: Network, request: RestRequest): RestAnswer {
  const conference = conferenceOf(net, request);
  const status = field(request, 'Status');
  if (status !== undefined && status !== 'completed') throw new RestError(20001, `Invalid Status: ${status}`);
  const announce = urlField(request, 'AnnounceUrl');
  if (status === 'completed') endConference(net, conference, { reason: 'conference-ended-via-api', others: 'conference_ended_via_api' });
  else if (announce !== undefined) void announceToRoom(net, conference, { url: announce, method: methodField(request, 'AnnounceMethod') });
  return ok(presentConference(net, conference));
}

async function announceToRoom(net: Network, conference: Conference, what: { url: string; method: 'GET' | 'POST' }): Promise<void> {
  const played = await Promise.all(insideOf(conference).map((participant) => playInRoom(net, participant, { ...what, event: 'announce' })));
  const name = played.every(Boolean) ? 'announcement-end' : 'announcement-fail';
  reportConference(net, conference, { name, extra: [['AnnounceUrl', what.url]] });
}

/** Operations on rooms. */
export const conferenceRoutes: readonly RestRoute[] = [
  { method: 'GET', path: 'Conferences', run: list },
  { method: 'GET', path: 'Conferences/:sid', run: (net, request) => ok(presentConference(net, conferenceOf(net, request))) },
  { method: 'POST', path: 'Conferences/:sid', run: update },
];
