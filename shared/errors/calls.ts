/** Error codes of the calls feature and their HTTP status. */
export const callErrors = {
  /** Another agent has it, or the caller is gone; details: `state`. */
  CALL_ALREADY_TAKEN: 409,
  /** The offer ended before the answer came; details: `end`. */
  OFFER_GONE: 409,
  /** What was asked does not fit the call's state; details: `state`. */
  WRONG_CALL_STATE: 409,
  /** The agent is not free for this. */
  AGENT_NOT_FREE: 409,
  /** The five seconds are over, or the next call rings already. */
  UNDO_TOO_LATE: 409,
  /** The note was saved by a newer tab; details: `note`, `noteRevision`. */
  NOTE_OUTDATED: 409,
  /** The queue wants an outcome before the agent may leave. */
  OUTCOME_REQUIRED: 409,
  /** No extension is left. */
  NO_EXTENSION_LEFT: 409,
  /** Emergency numbers are never dialled from the console. */
  EMERGENCY_NUMBER: 422,
} as const;
