import type { Timer } from '../clock/clock.js';
import type { Party } from '../phones/party.js';
import type { Run } from '../runtime/run.js';
import type { Participant } from './conference.js';
import type { QueueEntry } from './queue.js';

/** What the REST resource and webhooks say about a leg. `initiated` appears in webhooks only. */
export type CallStatus = 'queued' | 'ringing' | 'in-progress' | TerminalStatus;
/** A leg that reached one of these never changes again. */
export type TerminalStatus = 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';
/** What a status callback can be subscribed to. */
export type ProgressEvent = 'initiated' | 'ringing' | 'answered' | 'completed';
export type HttpMethod = 'GET' | 'POST';

/** Where a leg's documents come from. */
export interface VoiceHandler {
  url?: string;
  method: HttpMethod;
  fallbackUrl?: string;
  fallbackMethod: HttpMethod;
}

/** A status callback subscription; `sequence` counts only what was sent to it. */
export interface ProgressSubscription {
  url: string;
  method: HttpMethod;
  events: ReadonlySet<ProgressEvent>;
  sequence: number;
}

/** What the leg is connected to at this moment. */
export type Place =
  | { kind: 'none' }
  | { kind: 'queue'; entry: QueueEntry }
  | { kind: 'conference'; participant: Participant }
  | { kind: 'bridge'; peer: Call };

/** One phone connection: a caller, a browser agent, a dialled number. Times are milliseconds since the epoch. */
export interface Call {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-dial';
  readonly createdAt: number;
  readonly parent?: Call;
  readonly phoneNumberSid?: string;
  readonly applicationSid?: string;
  readonly callerName?: string;
  readonly forwardedFrom?: string;
  /** Parameters every TwiML request of this leg carries verbatim (`device.connect({ params })`). */
  readonly customParams: Readonly<Record<string, string>>;
  readonly party: Party;
  status: CallStatus;
  updatedAt: number;
  startedAt?: number;
  answeredAt?: number;
  endedAt?: number;
  /** SIP code of a leg that was not connected, or of its end. */
  sipCode?: number;
  /** Milliseconds this leg waited (or will wait) for the account's calls-per-second queue. */
  queueTimeMs: number;
  timeLimitMs: number;
  /** Ends the leg at its time limit; set when it is answered. */
  limit?: Timer;
  voice: VoiceHandler;
  progress?: ProgressSubscription;
  place: Place;
  run?: Run;
  muted: boolean;
  /** True while somebody on the other side can be spoken with. */
  talking: boolean;
  /** Set while the leg is up but tells nobody (fault `orphan-leg`). */
  silent: boolean;
  /** Takes the digits pressed now; the innermost listener (a Gather) is last. */
  readonly keypad: ((digit: string) => void)[];
  /** Takes what the caller says now, when a Gather listens for speech. */
  readonly ears: ((text: string) => void)[];
  /** Told once, in order, when the leg ends. */
  readonly onEnd: ((call: Call) => void)[];
  /** Told once when an outbound leg begins to ring. */
  onRinging?: (call: Call) => void;
  /** Told once when an outbound leg is answered. */
  onAnswer?: (call: Call) => void;
}

/** True for a leg that is over. */
export function isOver(call: Call): boolean {
  return call.endedAt !== undefined;
}

/** True for a leg whose far end is a browser (`client:`) and so an agent, supervisor or such. */
export function isClientLeg(call: Call): boolean {
  return call.party.kind === 'client';
}
