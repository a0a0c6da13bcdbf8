import type { TelephonyAccount } from './account.js';
import type { CarrierResult } from './result.js';

export type { TelephonyAccount } from './account.js';
export { accountIdOf, identityOf } from './identity.js';
export type { CarrierFailure, CarrierResult } from './result.js';
export type { SimulatorAccount } from './simulator-process.js';
export type { Prompt } from './twiml.js';
export {
  digitsDocument,
  enqueueDocument,
  forwardDocument,
  hangUpDocument,
  musicDocument,
  retryDocument,
  roomDocument,
  sayAndHangUp,
  waitDocument,
} from './twiml.js';

/** Longest document that can be given to a leg inline, characters (Twilio, Call resource, `Twiml`). */
export const INLINE_LIMIT = 4000;

/** Nothing to say but that it was done. */
export type Outcome = Promise<CarrierResult<null>>;

/** A leg as the carrier knows it. */
export interface CarrierLeg {
  sid: string;
  status: 'queued' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';
  direction: string;
  from: string;
  to: string;
  startTime: Date | null;
  endTime: Date | null;
  durationSeconds: number | null;
}
export interface CarrierRoom {
  sid: string;
  friendlyName: string;
}
export interface CarrierParticipant {
  callSid: string;
  label: string | null;
  hold: boolean;
  muted: boolean;
  endConferenceOnExit: boolean;
}
export interface CarrierQueueMember {
  callSid: string;
  waitSeconds: number;
}
export interface CarrierLine {
  sid: string;
  e164: string;
  friendlyName: string;
  voiceUrl: string | null;
  voiceFallbackUrl: string | null;
  statusCallback: string | null;
  voiceApplicationSid: string | null;
}
/** Addresses that a number or an application is pointed at, absolute. */
export interface VoiceAddresses {
  voiceUrl: string;
  voiceFallbackUrl: string | null;
  statusCallback: string;
}
/** A conference by SID (`CF…`) or by friendly name. */
export interface InRoom {
  conference: string;
  callSid: string;
}

/** Calls in progress. */
export interface LegVerbs {
  fetchCall(callSid: string): Promise<CarrierResult<CarrierLeg>>;
  /** Sends the leg to another document; it leaves queue or room first. */
  redirectCall(callSid: string, url: string): Outcome;
  /** Gives the leg this very document (at most `INLINE_LIMIT` characters, every address absolute): nothing has to be fetched from us any more. */
  instructCall(callSid: string, document: string): Outcome;
  /** Ends a leg in any state. A leg that is gone or already ended counts as ended. */
  hangUpCall(callSid: string): Outcome;
  /** Live legs of the account, only those that began before then where a time is given. */
  listLiveCalls(filter: { startedBefore?: Date }): Promise<CarrierResult<CarrierLeg[]>>;
  /** Rings a number; UNKNOWN must never be repeated blindly. */
  createCall(call: {
    from: string;
    to: string;
    url: string;
    statusCallback: string;
    timeoutSeconds: number;
  }): Promise<CarrierResult<CarrierLeg>>;
}
/** Conferences and who is in them. */
export interface RoomVerbs {
  findRoom(friendlyName: string): Promise<CarrierResult<CarrierRoom>>;
  listConferences(): Promise<CarrierResult<CarrierRoom[]>>;
  listParticipants(conference: string): Promise<CarrierResult<CarrierParticipant[]>>;
  fetchParticipant(at: InRoom): Promise<CarrierResult<CarrierParticipant>>;
  holdParticipant(at: InRoom & { hold: boolean; holdUrl: string }): Promise<CarrierResult<CarrierParticipant>>;
  muteParticipant(at: InRoom & { muted: boolean }): Promise<CarrierResult<CarrierParticipant>>;
  /** Plays a document to one participant (DTMF digits, a sentence); the others do not hear it. */
  announceTo(at: InRoom & { url: string }): Outcome;
  /** Takes a participant out of the room. To end its leg use `hangUpCall`. */
  removeParticipant(at: InRoom): Outcome;
  completeConference(conference: string): Outcome;
}
/** The carrier's queues: where callers wait. */
export interface QueueVerbs {
  findQueue(friendlyName: string): Promise<CarrierResult<{ sid: string }>>;
  listQueueMembers(queueSid: string): Promise<CarrierResult<CarrierQueueMember[]>>;
  /** Everybody who waits in a queue whose name begins so: one request, and one for each queue that is not empty. */
  listQueuedCalls(namePrefix: string): Promise<CarrierResult<CarrierQueueMember[]>>;
  /** Sends one waiting caller to a document. Without the queue's SID it is looked up by name. */
  dequeueMember(member: { queueSid: string | null; queueName: string; callSid: string; url: string }): Outcome;
}
/** What Settings → Telephony does. */
export interface SetupVerbs {
  listNumbers(): Promise<CarrierResult<CarrierLine[]>>;
  pointNumber(numberSid: string, addresses: VoiceAddresses): Promise<CarrierResult<CarrierLine>>;
  /** Finds the application by SID or friendly name, or makes it, and points it at `addresses`. */
  ensureApplication(application: {
    sid: string | null;
    friendlyName: string;
    addresses: VoiceAddresses;
  }): Promise<CarrierResult<{ sid: string }>>;
  /** The carrier's time, from the date of its answer. */
  carrierTime(): Promise<CarrierResult<Date>>;
}
/** Addresses the carrier is given. */
export interface Addresses {
  /** Origin + path (with query), as it will be signed. */
  publicUrl(path: string): string;
  /** Address of a TwiML document: short time-outs, two retries. */
  twimlUrl(path: string): string;
  /** Address of a status callback: three retries. */
  callbackUrl(path: string): string;
}
/** The telephone network as features use it. No verb throws. */
export interface TelephonyPort extends LegVerbs, RoomVerbs, QueueVerbs, SetupVerbs, Addresses {
  /** The account in use, or null before one was set. */
  account(): TelephonyAccount | null;
  /** Switches to another account (or none) at run time; requests under way end with the old one. */
  use(account: TelephonyAccount | null): void;
  /** A port of its own over another account, e.g. to test credentials before they are used. */
  over(account: TelephonyAccount): TelephonyPort;
  /** Signs a request to `publicUrl(path)` as the carrier would, for self-tests; empty without a token. */
  signatureFor(path: string, body: Record<string, string>): string;
  /** True when one of the account's tokens signed this request to `originalUrl` (path and query as received). Forwarded headers play no part. */
  isSigned(request: { originalUrl: string; body: Record<string, string | string[]>; signature: string }): boolean;
  /** A token for the browser phone of an account, or null without API key or application. `validSeconds` ≤ 86 400. */
  accessToken(accountId: string, validSeconds: number): string | null;
}
