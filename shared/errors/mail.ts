/** Error codes of the mail feature and their HTTP status. */
export const mailErrors = {
  /** Another mailbox has this address. */
  MAILBOX_TAKEN: 409,
  /** The mail still cannot be read; details carry the `reason`. */
  STILL_POISON: 409,
} as const;
