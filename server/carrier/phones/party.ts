import type { Sound } from '../../../shared/carrier-device.js';
import type { Call, TerminalStatus } from '../model/call.js';

/** Whoever holds the far end of a leg. The carrier tells it what happens; it acts through `runtime/`. */
export interface Party {
  readonly kind: 'phone' | 'client';
  /** An outbound leg has reached this party: it starts to ring, or is refused. */
  alert(call: Call): void;
  /** The leg is up. */
  answered(call: Call): void;
  /** Something is played to the party. */
  hear(call: Call, sound: Sound): void;
  /** A Gather has begun to listen to the party. */
  prompted(call: Call): void;
  /** Somebody can now be spoken with, or no longer. */
  talking(call: Call, isTalking: boolean): void;
  /** The leg is over. */
  ended(call: Call, status: TerminalStatus): void;
}

/** What a caller does, all by itself. All times in milliseconds. */
export interface CallerScript {
  /** Hangs up when it does not talk with anybody this long after the call began. */
  patienceMs?: number;
  /** Hangs up this long after it first began to talk. */
  talkMs?: number;
  /** Hangs up this long after the call began, whatever happens. */
  hangupAfterMs?: number;
  /** Plain text answers the next Gather (half a second after it listens); `afterMs` counts from the answer. */
  dtmf?: (string | { afterMs: number; digits: string })[];
  /** Sentences spoken, counted from the first moment of talking. */
  says?: { afterMs: number; text: string }[];
  /** The number this call was forwarded from. */
  forwardedFrom?: string;
  /** Hides the number: `From` becomes `anonymous`. */
  withheld?: boolean;
  /** Name delivered when the number asks for a caller-id look-up. */
  callerName?: string;
}

/** How a number behaves when it is dialled. */
export type Behaviour =
  | { kind: 'answer'; afterMs: number; script?: CallerScript }
  | { kind: 'busy'; afterMs?: number }
  | { kind: 'no-answer' }
  | { kind: 'reject'; afterMs?: number }
  | { kind: 'fail'; sipCode?: number }
  | { kind: 'manual' };
