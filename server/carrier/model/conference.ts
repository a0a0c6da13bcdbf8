import type { Run } from '../runtime/run.js';
import type { Call, HttpMethod } from './call.js';

/** Why somebody left a room, in the words of `ReasonParticipantLeft`. */
export type LeaveReason =
  | 'participant_hung_up'
  | 'participant_updated_via_api'
  | 'moderator_ended_conference'
  | 'conference_ended_via_api'
  | 'participant_add_failed';

/** Why a room ended, in the words of `ReasonConferenceEnded` and the REST resource. */
export type EndReason =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'last-participant-kicked'
  | 'last-participant-left';

/** What TwiML `<Conference>` or a REST participant asks for. */
export interface JoinOptions {
  label?: string;
  muted: boolean;
  startOnEnter: boolean;
  endOnExit: boolean;
  waitUrl?: string;
  waitMethod: HttpMethod;
  maxParticipants: number;
  coachSid?: string;
  coaching: boolean;
  callbacks?: ConferenceCallbacks;
}

/** The room's subscription; the first participant's wins. */
export interface ConferenceCallbacks {
  url: string;
  method: HttpMethod;
  events: ReadonlySet<string>;
}

/** One leg in a room, or on its way into it when added by REST. */
export interface Participant {
  readonly call: Call;
  readonly conference: Conference;
  readonly label?: string;
  readonly createdAt: number;
  readonly startOnEnter: boolean;
  readonly addedByRest: boolean;
  updatedAt: number;
  /** False until the leg was answered and is in the room. */
  joined: boolean;
  muted: boolean;
  hold: boolean;
  endOnExit: boolean;
  coaching: boolean;
  coachSid?: string;
  waitUrl?: string;
  waitMethod: HttpMethod;
  /** Ends the waiting in the verb that holds this participant; undefined until joined. */
  release?: (outcome: LeaveOutcome) => void;
  /** The leg's execution, parent of everything played to it here; undefined until joined. */
  run?: Run;
  /** What is being played to this participant alone: waiting or hold music, an announcement. */
  music?: Run;
}

/** How a stay in a room ended, for the verb that was waiting there. */
export interface LeaveOutcome {
  reason: LeaveReason;
  kicked: boolean;
}

/** A room. Its name is unique among rooms that are not completed. */
export interface Conference {
  readonly sid: string;
  readonly name: string;
  readonly createdAt: number;
  updatedAt: number;
  status: 'init' | 'in-progress' | 'completed';
  readonly participants: Map<string, Participant>;
  callbacks?: ConferenceCallbacks;
  sequence: number;
  maxParticipants: number;
  endReason?: EndReason;
  endedBy?: string;
  /** True once `conference-start` was sent (it can be missing or early by fault). */
  announcedStart: boolean;
}
