/**
 * What Twilio does in the cases its documentation leaves open (design: voice.md §11). Both readings can be run; the first named
 * is the default.
 */
export interface Quirks {
  /** A kicked participant that joined by TwiML goes on at its Dial action, or is hung up. */
  kickedParticipant: 'continues' | 'hung-up';
  /** TwiML answered to an Enqueue action on `redirected` is dropped, or run instead of the new URL. */
  redirectedAction: 'ignored' | 'executed';
  /** Final status of a leg that is still ringing when `Status=completed` is posted. */
  completedWhileRinging: 'canceled' | 'completed' | 'no-answer';
  /** Whether REST participants to `client:` wait in the calls-per-second queue. */
  clientParticipants: 'paced' | 'at-once';
  /** First SequenceNumber of a conference. */
  conferenceSequenceBase: 1 | 0;
  /** DialCallStatus of a client nobody is registered as. */
  unregisteredClient: 'no-answer' | 'failed';
  /** When a REST participant with EarlyMedia joins the room. */
  earlyMediaJoin: 'answer' | 'ringing';
  /** HTTP status of refusals with a code in 2xxxx whose status Twilio does not document. */
  refusalStatus: 400 | 404 | 409;
  /** A Gather's timeout runs from the end of its prompts, or from their beginning. */
  gatherTimeout: 'after-prompts' | 'from-start';
}

/** The readings used unless told otherwise. */
export const defaultQuirks: Quirks = {
  kickedParticipant: 'continues',
  redirectedAction: 'ignored',
  completedWhileRinging: 'canceled',
  clientParticipants: 'paced',
  conferenceSequenceBase: 1,
  unregisteredClient: 'no-answer',
  earlyMediaJoin: 'answer',
  refusalStatus: 400,
  gatherTimeout: 'after-prompts',
};
