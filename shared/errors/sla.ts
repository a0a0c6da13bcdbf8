/** Error codes of service levels and their HTTP status. */
export const slaErrors = {
  /** A policy counts by this calendar. */
  CALENDAR_IN_USE: 409,
  /** No calendar file, or none with days in it. */
  NOT_A_CALENDAR: 400,
} as const;
