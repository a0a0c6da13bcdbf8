/** Error codes of the tickets feature and their HTTP status. */
export const ticketErrors = {
  /** Well-formed, but the check digit says that a digit is wrong. */
  MISHEARD_NUMBER: 422,
  /** Nothing carries this number, or nothing these eyes may see. */
  UNKNOWN_NUMBER: 404,
  /** An id given in the input leads nowhere; details say which field. */
  INVALID_REFERENCE: 422,
  /** The ticket is solved or closed; it must be reopened first. */
  TICKET_ENDED: 409,
  TICKET_NOT_ENDED: 409,
  REASON_CYCLE: 409,
  REASON_IN_USE: 409,
} as const;
