import type { CarrierParticipant, CarrierRoom, InRoom, RoomVerbs } from './port.js';
import { andThen, attempt, type CarrierResult } from './result.js';
import type { TwilioClient } from './twilio-client.js';

type Participant = Awaited<ReturnType<ReturnType<ReturnType<TwilioClient['conferences']>['participants']>['fetch']>>;

function participantOf(participant: Participant): CarrierParticipant {
  const { callSid, label, hold, muted, endConferenceOnExit } = participant;
  return { callSid, label: label ?? null, hold, muted, endConferenceOnExit };
}

async function findRoom(client: () => TwilioClient, friendlyName: string): Promise<CarrierResult<CarrierRoom>> {
  const rooms = await attempt(() => client().conferences.list({ friendlyName, status: 'in-progress', limit: 1 }));
  if (rooms.kind !== 'ok') return rooms;
  const room = rooms.value[0];
  return room === undefined ? { kind: 'not-found' } : { kind: 'ok', value: { sid: room.sid, friendlyName: room.friendlyName } };
}

/** Participants are only reached by the conference's SID; a friendly name is looked up among the live ones first. */
async function inRoom<T>(client: () => TwilioClient, conference: string, run: (sid: string) => Promise<T>): Promise<CarrierResult<T>> {
  if (/^CF[0-9a-f]{32}$/i.test(conference)) return attempt(() => run(conference));
  return andThen(await findRoom(client, conference), (room) => attempt(() => run(room.sid)));
}

/** Verbs on conferences over the SDK; see RoomVerbs. */
export function roomVerbs(client: () => TwilioClient): RoomVerbs {
  const update = (at: InRoom, patch: Parameters<Participant['update']>[0]) =>
    inRoom(client, at.conference, async (sid) => participantOf(await client().conferences(sid).participants(at.callSid).update(patch)));
  return {
    findRoom: (friendlyName) => findRoom(client, friendlyName),
    listConferences: () =>
      attempt(async () => {
        const rooms = await client().conferences.list({ status: 'in-progress', pageSize: 1000 });
        return rooms.map(({ sid, friendlyName }) => ({ sid, friendlyName }));
      }),
    listParticipants: (conference) =>
      inRoom(client, conference, async (sid) => (await client().conferences(sid).participants.list({ pageSize: 250 })).map(participantOf)),
    fetchParticipant: (at) =>
      inRoom(client, at.conference, async (sid) => participantOf(await client().conferences(sid).participants(at.callSid).fetch())),
    holdParticipant: ({ hold, holdUrl, ...at }) => update(at, hold ? { hold, holdUrl, holdMethod: 'POST' } : { hold }),
    muteParticipant: ({ muted, ...at }) => update(at, { muted }),
    announceTo: async ({ url, ...at }) =>
      andThen(await update(at, { announceUrl: url, announceMethod: 'POST' }), async () => ({ kind: 'ok', value: null })),
    removeParticipant: async (at) =>
      andThen(await inRoom(client, at.conference, (sid) => client().conferences(sid).participants(at.callSid).remove()), async () => ({
        kind: 'ok',
        value: null,
      })),
    completeConference: async (conference) =>
      andThen(await inRoom(client, conference, (sid) => client().conferences(sid).update({ status: 'completed' })), async () => ({
        kind: 'ok',
        value: null,
      })),
  };
}
