/** Error codes of the queues feature and their HTTP status. */
export const queueErrors = {
  /** The number is already a line of ours. */
  NUMBER_TAKEN: 409,
  /** Not a telephone number in any spelling. */
  NUMBER_NOT_UNDERSTOOD: 400,
  /** Another active one of the same scope has this digit. */
  DIGIT_TAKEN: 409,
  /** Overlapping or backward hours, or an unknown zone. */
  HOURS_NOT_UNDERSTOOD: 400,
  /** A path leads to its own queue, or in a circle. */
  PATH_IN_CIRCLE: 409,
  /** Callers wait in the queue; it cannot be closed down now. */
  QUEUE_IN_USE: 409,
  /** Not WAV or MP3. */
  NOT_A_RECORDING: 400,
} as const;
