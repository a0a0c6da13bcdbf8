/** Error codes of the mail feature and their HTTP status. */
export const mailErrors = {
  /** Another mailbox has this address. */
  MAILBOX_TAKEN: 409,
  /** The mail still cannot be read; details carry the `reason`. */
  STILL_POISON: 409,
  /** Something was written on the ticket meanwhile; details carry `newer`: who wrote it, when, and how it begins. */
  MAIL_CROSSED: 409,
  /** The mail has begun to go out: it cannot be taken back. */
  MAIL_GONE_OUT: 409,
  /** A mail in this state is not sent again; details carry the `state`. */
  NOT_RESENDABLE: 409,
  /** Only of a mail nobody knows the fate of can one say that it was sent. */
  NOT_UNCONFIRMED: 409,
  /** No mailbox can send yet, or the chosen one cannot. */
  NO_IDENTITY: 409,
  /** A file to send along is not there any more, or somebody else's. */
  UPLOAD_GONE: 409,
} as const;
