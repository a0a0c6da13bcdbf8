/** What we know of one leg in one room. `sequence` is the SequenceNumber of the last event that counted (−1: none), `at` its time in ms. */
export interface Membership {
  readonly sequence: number;
  readonly at: number;
  readonly isIn: boolean;
  readonly isMuted: boolean;
  readonly isHeld: boolean;
  readonly isCoaching: boolean;
}

/** A participant event of the carrier; flags that it does not carry are left out. `at` in ms. */
export interface MembershipEvent {
  readonly kind: 'join' | 'leave' | 'mute' | 'unmute' | 'hold' | 'unhold' | 'modify';
  readonly sequence: number;
  readonly at: number;
  readonly isMuted?: boolean;
  readonly isHeld?: boolean;
  readonly isCoaching?: boolean;
}

/** A reading of the participant by REST; null flags mean that the carrier answered 404: the leg is not in the room. `asOf` in ms. */
export interface MembershipSnapshot {
  readonly asOf: number;
  readonly participant: { isMuted: boolean; isHeld: boolean; isCoaching: boolean } | null;
}

/** Events stamped more than this before a snapshot are older than it: the carrier's stamps have whole seconds. */
const SNAPSHOT_GRACE_MS = 2000;

/** A leg of which no event has been seen. */
export const NOT_YET_IN_ROOM: Membership = { sequence: -1, at: 0, isIn: false, isMuted: false, isHeld: false, isCoaching: false };

/**
 * Last writer by SequenceNumber: an event not newer than the last one that counted changes nothing, and the very same object is returned, so
 * `result === current` tells a late or doubled event. Source: design voice.md §6.1.
 */
export function applyMembershipEvent(current: Membership, event: MembershipEvent): Membership {
  if (event.sequence <= current.sequence) return current;
  // Without a sequence number a snapshot is newest by its time; an event from before it must not undo it.
  if (event.at < current.at - SNAPSHOT_GRACE_MS) return { ...current, sequence: event.sequence };
  const isIn = event.kind !== 'leave';
  return {
    sequence: event.sequence,
    at: Math.max(event.at, current.at),
    isIn,
    isMuted: isIn && flag(event, ['mute', 'unmute'], event.isMuted ?? current.isMuted),
    isHeld: isIn && flag(event, ['hold', 'unhold'], event.isHeld ?? current.isHeld),
    isCoaching: isIn && (event.isCoaching ?? current.isCoaching),
  };
}

/** A REST reading replaces what we knew, unless an event newer than the reading has counted already. Keeps the sequence number. */
export function applyMembershipSnapshot(current: Membership, snapshot: MembershipSnapshot): Membership {
  if (current.at > snapshot.asOf) return current;
  const seen = snapshot.participant;
  return {
    sequence: current.sequence,
    at: snapshot.asOf,
    isIn: seen !== null,
    isMuted: seen?.isMuted ?? false,
    isHeld: seen?.isHeld ?? false,
    isCoaching: seen?.isCoaching ?? false,
  };
}

/** The name of the event decides over the flag it carries: the flag of a mute event may describe the moment before. */
function flag(event: MembershipEvent, [on, off]: [MembershipEvent['kind'], MembershipEvent['kind']], otherwise: boolean): boolean {
  if (event.kind === on) return true;
  return event.kind === off ? false : otherwise;
}
