import { illegal, moved, same, type Transition } from './transition.js';

/**
 * States of an inbound call.
 * NEW: the carrier told us · QUEUED: hears music · OFFERING: put to one agent · CONNECTING: the agent accepted, their leg is under way ·
 * BRIDGING: the agent is in the room, the caller is being fetched · TALKING · HELD · AGENT_LOST: the agent's leg broke, the caller hears music ·
 * OVERFLOW: leaves the queue another way (closed, full, nobody here, too long) · WRAPUP: the caller is gone, the agent writes · ENDED.
 */
export const CALL_STATES = [
  'NEW',
  'QUEUED',
  'OFFERING',
  'CONNECTING',
  'BRIDGING',
  'TALKING',
  'HELD',
  'AGENT_LOST',
  'OVERFLOW',
  'WRAPUP',
  'ENDED',
] as const;
export type CallState = (typeof CALL_STATES)[number];

/**
 * What can happen to a call.
 * Asked by people or by the router (may be illegal): `offer.made`, `offer.accepted`, `agent.hung-up`, `wrapup.finished`.
 * Facts from the carrier and timers (never illegal, because a late one must not make a webhook fail):
 * - `queue.entered`: the Enqueue document was served, or a wait document was fetched
 * - `caller.diverted`: closed, full, nobody here, waited too long, or Twilio's queue failed. Waited too long should not be fired at a call
 *   that is OFFERING or later: a ringing agent is nearer than any announcement
 * - `offer.closed`: the open offer ended without a connection (missed, rejected, agent gone, agent leg failed)
 * - `connect.timed-out`, `bridge.timed-out`, `rejoin.timed-out`, `wrapup.timed-out`: the deadline of the state, see CALL_DEADLINE_SECONDS
 * - `agent.joined`, `agent.left`: participant events of the serving agent's leg; `agent.left` only when no other agent is in the room and it
 *   was not us who removed the leg
 * - `caller.joined`, `caller.held`, `caller.resumed`: participant events of the caller's leg
 * - `caller.left`: the caller's leg is terminal, Twilio's queue said `hangup`, or the dequeue found nobody (404)
 * - `diversion.finished`: the closing announcement was played and we hang up
 */
export const CALL_EVENTS = [
  'queue.entered',
  'caller.diverted',
  'offer.made',
  'offer.accepted',
  'offer.closed',
  'connect.timed-out',
  'agent.joined',
  'caller.joined',
  'bridge.timed-out',
  'caller.held',
  'caller.resumed',
  'agent.left',
  'rejoin.timed-out',
  'agent.hung-up',
  'caller.left',
  'diversion.finished',
  'wrapup.finished',
  'wrapup.timed-out',
] as const;
export type CallEvent = (typeof CALL_EVENTS)[number];

/**
 * What a transition asks to be done.
 * - `find-agent`: the call waits again at its old place (time of arrival unchanged); run the router
 * - `rescind-offer`: close the open offer as RESCINDED, the agent is free at once · `fail-offer`: close it as FAILED
 * - `hang-up-agent`: end the agent's leg that this event is about · `hang-up-caller`: end the caller's leg
 * - `dequeue-caller`: fetch the caller into the room · `requeue-caller`: send the caller's leg back to the queue's music
 * - `hold-caller`, `resume-caller`: music on and off in the room
 * - `start-wrap-up`: the serving agent goes to wrap-up, with its deadline · `end-room`: no leg may stay alive
 */
export type CallEffect =
  | 'find-agent'
  | 'rescind-offer'
  | 'fail-offer'
  | 'hang-up-agent'
  | 'hang-up-caller'
  | 'dequeue-caller'
  | 'requeue-caller'
  | 'hold-caller'
  | 'resume-caller'
  | 'start-wrap-up'
  | 'end-room';

/** Seconds a call may stay in a state before its `….timed-out` event is fired. Wrap-up has its own, per queue. */
export const CALL_DEADLINE_SECONDS = { CONNECTING: 12, BRIDGING: 8, AGENT_LOST: 20 } as const;

interface Move {
  readonly to: CallState;
  readonly effects?: readonly CallEffect[];
}
type MovesOfState = Partial<Record<CallEvent, Move>>;

const abandonedWith = (...effects: CallEffect[]): Move => ({ to: 'ENDED', effects });
const backToQueue = (...effects: CallEffect[]): Move => ({ to: 'QUEUED', effects: [...effects, 'find-agent'] });
const callerLeftTalk: Move = { to: 'WRAPUP', effects: ['start-wrap-up', 'end-room'] };
const agentHungUp: Move = { to: 'WRAPUP', effects: ['hang-up-caller', 'start-wrap-up', 'end-room'] };
const agentLost: Move = { to: 'AGENT_LOST', effects: ['hold-caller'] };

const MOVES: Record<CallState, MovesOfState> = {
  NEW: {
    'queue.entered': { to: 'QUEUED', effects: ['find-agent'] },
    'caller.diverted': { to: 'OVERFLOW' },
    'caller.left': abandonedWith(),
  },
  QUEUED: {
    'offer.made': { to: 'OFFERING' },
    'caller.diverted': { to: 'OVERFLOW' },
    'caller.left': abandonedWith(),
  },
  OFFERING: {
    'offer.accepted': { to: 'CONNECTING' },
    'offer.closed': backToQueue(),
    'caller.diverted': { to: 'OVERFLOW', effects: ['rescind-offer'] },
    'caller.left': abandonedWith('rescind-offer'),
  },
  CONNECTING: {
    // Moves on the agent's join, not on the carrier's answer to the dequeue: a join reported twice must not fetch the caller twice.
    'agent.joined': { to: 'BRIDGING', effects: ['dequeue-caller'] },
    'caller.joined': { to: 'TALKING' },
    'offer.closed': backToQueue('hang-up-agent'),
    'agent.left': backToQueue('fail-offer'),
    'connect.timed-out': backToQueue('fail-offer', 'hang-up-agent'),
    'caller.diverted': { to: 'OVERFLOW', effects: ['rescind-offer', 'hang-up-agent'] },
    'caller.left': abandonedWith('rescind-offer', 'hang-up-agent', 'end-room'),
  },
  BRIDGING: {
    'caller.joined': { to: 'TALKING' },
    'agent.left': backToQueue('requeue-caller'),
    'bridge.timed-out': backToQueue('hang-up-agent', 'requeue-caller'),
    'caller.left': abandonedWith('hang-up-agent', 'end-room'),
  },
  TALKING: {
    'caller.held': { to: 'HELD' },
    'agent.left': agentLost,
    'agent.hung-up': agentHungUp,
    'caller.left': callerLeftTalk,
  },
  HELD: {
    'caller.resumed': { to: 'TALKING' },
    'agent.left': agentLost,
    'agent.hung-up': agentHungUp,
    'caller.left': callerLeftTalk,
  },
  AGENT_LOST: {
    'agent.joined': { to: 'TALKING', effects: ['resume-caller'] },
    'rejoin.timed-out': backToQueue('requeue-caller'),
    'agent.hung-up': agentHungUp,
    'caller.left': callerLeftTalk,
  },
  OVERFLOW: {
    'caller.left': abandonedWith(),
    'diversion.finished': abandonedWith('hang-up-caller'),
  },
  WRAPUP: {
    'wrapup.finished': { to: 'ENDED' },
    'wrapup.timed-out': { to: 'ENDED' },
  },
  ENDED: {},
};

/** Where an event has already had its effect: asking again is a repetition, not a fault. */
const REPEATED: Partial<Record<CallEvent, readonly CallState[]>> = {
  'offer.made': ['OFFERING'],
  'offer.accepted': ['CONNECTING', 'BRIDGING', 'TALKING', 'HELD'],
  'agent.hung-up': ['WRAPUP', 'ENDED'],
  'wrapup.finished': ['ENDED'],
};

/** What a leg that joins too late needs, so that nobody sits alone in a room. */
const LATE: Partial<Record<CallEvent, Partial<Record<CallState, readonly CallEffect[]>>>> = {
  'agent.joined': {
    NEW: ['hang-up-agent'],
    QUEUED: ['hang-up-agent'],
    OFFERING: ['hang-up-agent'],
    OVERFLOW: ['hang-up-agent'],
    WRAPUP: ['hang-up-agent'],
    ENDED: ['hang-up-agent'],
  },
  'caller.joined': { NEW: ['requeue-caller'], QUEUED: ['requeue-caller'], OFFERING: ['requeue-caller'], AGENT_LOST: ['hold-caller'] },
};

const ASKED: ReadonlySet<CallEvent> = new Set(['offer.made', 'offer.accepted', 'agent.hung-up', 'wrapup.finished']);

/**
 * The next state of a call. Pure; run it under the call's row lock.
 * Facts that come twice, late or in the wrong order answer `same`; only requests of people and of the router can be `illegal`.
 * ENDED never changes. Events of an offer, of an agent's leg and of a deadline must be about the current one: the caller of this function compares
 * ids first, the machine does not know them. Source of the table: design voice.md §7.1.
 */
export function nextCallState(state: CallState, event: CallEvent): Transition<CallState, CallEffect> {
  const move = MOVES[state][event];
  if (move) return moved(move.to, move.effects);
  if (ASKED.has(event) && !REPEATED[event]?.includes(state)) return illegal(state, event);
  return same(state, LATE[event]?.[state]);
}
