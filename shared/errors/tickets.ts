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
  /** The ticket was merged; details say into which. What is said on it arrives there, but it is no longer edited. */
  TICKET_MERGED: 409,
  /** Merging would show what a confidential team wrote to somebody outside it. */
  MERGE_WIDENS: 409,
  /** A parent would hang below its own child. */
  LINK_CYCLE: 409,
  /** The child has another parent; details say which. */
  LINK_TAKEN: 409,
  /** Somebody went on with one of the two tickets: moving back would tear that apart. */
  MOVE_SETTLED: 409,
  /** A saved view holds a condition that cannot be read; it must be repaired. */
  VIEW_UNREADABLE: 409,
  TOO_MANY_VIEWS: 409,
  TOO_MANY_SNIPPETS: 409,
  TOO_MANY_MACROS: 409,
  UNKNOWN_VARIABLE: 400,
  REASON_CYCLE: 409,
  REASON_IN_USE: 409,
} as const;
