import type { DeviceRegistry } from '../devices/device-registry.js';
import { type Call, isOver } from '../model/call.js';
import type { Network } from '../network.js';

/** A picture of the carrier, for looking and for assertions. */
export interface CarrierState {
  now: number;
  legs: LegState[];
  conferences: {
    sid: string;
    name: string;
    status: string;
    participants: { callSid: string; label: string | null; joined: boolean; hold: boolean; muted: boolean }[];
  }[];
  queues: { sid: string; name: string; members: string[] }[];
  devices: { identity: string; connected: boolean; registered: boolean; calls: string[] }[];
  numbers: string[];
}

/** One leg that is not over. */
export interface LegState {
  sid: string;
  from: string;
  to: string;
  direction: string;
  status: string;
  place: string;
  talking: boolean;
}

/** Legs that are not over, rooms that are not completed, queues, and devices. */
export function stateOf(net: Network, devices: DeviceRegistry): CarrierState {
  return {
    now: net.clock.now(),
    legs: liveLegs(net).map(legState),
    conferences: [...net.conferences.values()]
      .filter((conference) => conference.status !== 'completed')
      .map(({ sid, name, status, participants }) => ({
        sid,
        name,
        status,
        participants: [...participants.values()].map(({ call, label, joined, hold, muted }) => ({
          callSid: call.sid,
          label: label ?? null,
          joined,
          hold,
          muted,
        })),
      })),
    queues: [...net.queues.values()].map(({ sid, friendlyName, members }) => ({
      sid,
      name: friendlyName,
      members: members.map((entry) => entry.call.sid),
    })),
    devices: [...devices.sessions.values()].map((session) => ({
      identity: session.access.identity,
      connected: session.socket !== undefined,
      registered: session.registered,
      calls: [...session.calls.keys()],
    })),
    numbers: [...net.numbers.values()].map((number) => number.phoneNumber),
  };
}

/** Legs that are not over, oldest first. */
export function liveLegs(net: Network): Call[] {
  return [...net.calls.values()].filter((call) => !isOver(call));
}

function legState(call: Call): LegState {
  return {
    sid: call.sid,
    from: call.from,
    to: call.to,
    direction: call.direction,
    status: call.status,
    place: placeText(call),
    talking: call.talking,
  };
}

function placeText(call: Call): string {
  const { place } = call;
  if (place.kind === 'queue') return `queue ${place.entry.queue.friendlyName}`;
  if (place.kind === 'conference') return `conference ${place.participant.conference.name}`;
  return place.kind === 'bridge' ? `bridge ${place.peer.sid}` : 'none';
}
