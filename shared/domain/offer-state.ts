import { illegal, moved, same, type Transition } from './transition.js';

/**
 * States of an offer (a call put to one agent).
 * OFFERED: rings · ACCEPTED: the agent took it and holds the one-use nonce · CONNECTING: the agent's leg presented the nonce · CONNECTED: the agent
 * is in the room · REJECTED: declined · RONA: rang out · RESCINDED: taken back (caller gone, diverted) · FAILED: accepted, but no connection came.
 */
export const OFFER_STATES = ['OFFERED', 'ACCEPTED', 'CONNECTING', 'CONNECTED', 'REJECTED', 'RONA', 'RESCINDED', 'FAILED'] as const;
export type OfferState = (typeof OFFER_STATES)[number];

/** `accepted`, `rejected`: asked by the agent · `leg-arrived`, `agent-joined`: carrier · `timed-out`: ring time is over · `rescinded`, `failed`: ours. */
export const OFFER_EVENTS = ['accepted', 'rejected', 'leg-arrived', 'agent-joined', 'timed-out', 'rescinded', 'failed'] as const;
export type OfferEvent = (typeof OFFER_EVENTS)[number];

/** The states that occupy the agent and the call: at most one such offer per agent and per call (partial unique indexes). */
export const OPEN_OFFER_STATES: readonly OfferState[] = ['OFFERED', 'ACCEPTED', 'CONNECTING'];

const MOVES: Record<OfferState, Partial<Record<OfferEvent, OfferState>>> = {
  OFFERED: { accepted: 'ACCEPTED', rejected: 'REJECTED', 'timed-out': 'RONA', rescinded: 'RESCINDED', failed: 'FAILED' },
  ACCEPTED: { 'leg-arrived': 'CONNECTING', 'agent-joined': 'CONNECTED', rescinded: 'RESCINDED', failed: 'FAILED' },
  CONNECTING: { 'agent-joined': 'CONNECTED', rescinded: 'RESCINDED', failed: 'FAILED' },
  CONNECTED: {},
  REJECTED: {},
  RONA: {},
  RESCINDED: {},
  FAILED: {},
};

const REPEATED: Partial<Record<OfferEvent, readonly OfferState[]>> = {
  accepted: ['ACCEPTED'],
  rejected: ['REJECTED'],
};

/** What may be refused: an agent asks for an offer that is gone, or a leg presents a nonce that was used or never given out. */
const ASKED: ReadonlySet<OfferEvent> = new Set(['accepted', 'rejected', 'leg-arrived']);

/**
 * The next state of an offer. Pure; run it under the offer's row lock, so that accept, ring-out and rescind have exactly one winner.
 * Timers and carrier facts that come late answer `same`. `leg-arrived` is legal exactly once: a nonce cannot be replayed.
 * Source: design voice.md §6, §7.1, §7.6.
 */
export function nextOfferState(state: OfferState, event: OfferEvent): Transition<OfferState> {
  const to = MOVES[state][event];
  if (to) return moved(to);
  if (ASKED.has(event) && !REPEATED[event]?.includes(state)) return illegal(state, event);
  return same(state);
}
