/**
 * States of one leg. `submitting` and `unknown` are ours (the request to the carrier is under way, or its answer was lost); the others are Twilio's
 * CallStatus, with `answered` read as `in-progress`.
 */
export const LEG_STATUSES = [
  'submitting',
  'unknown',
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
] as const;
export type LegStatus = (typeof LEG_STATUSES)[number];

const TERMINAL_RANK = 9;
const RANK: Record<LegStatus, number> = {
  submitting: -2,
  unknown: -1,
  queued: 0,
  initiated: 1,
  ringing: 2,
  'in-progress': 3,
  completed: TERMINAL_RANK,
  busy: TERMINAL_RANK,
  'no-answer': TERMINAL_RANK,
  failed: TERMINAL_RANK,
  canceled: TERMINAL_RANK,
};

/** How far a leg has come: a leg only ever moves to a higher rank. Source: design voice.md §6.1. */
export function legRank(status: LegStatus): number {
  return RANK[status];
}

/** True when the leg is over; its status is then frozen and later callbacks only fill in facts (duration, SIP code). */
export function isLegOver(status: LegStatus): boolean {
  return RANK[status] === TERMINAL_RANK;
}

/** Reads a CallStatus as the carrier writes it; null for a word we do not know, which is kept in the receipt and changes nothing. */
export function readLegStatus(carrierStatus: string): LegStatus | null {
  if (carrierStatus === 'answered') return 'in-progress';
  return LEG_STATUSES.find((known) => known === carrierStatus) ?? null;
}

/**
 * The status of a leg after a callback. Monotonic by rank, not by arrival: a lower or equal rank changes nothing, the first terminal status wins.
 * `advanced` tells whether the status changed; time stamps may be filled in either way.
 */
export function advanceLeg(current: LegStatus, incoming: LegStatus): { status: LegStatus; advanced: boolean } {
  const advanced = RANK[incoming] > RANK[current];
  return { status: advanced ? incoming : current, advanced };
}
