/** Error codes of the telephony feature and their HTTP status. */
export const telephonyErrors = {
  /** A real account is connected: the simulator is out of reach. */
  REAL_ACCOUNT_CONNECTED: 409,
  /** No telephone network is connected at all. */
  NO_CARRIER: 409,
  /** Twilio must reach us over https, and PUBLIC_URL does not say where. */
  PUBLIC_URL_NEEDED: 409,
  /** The credentials come from the environment. */
  TELEPHONY_FIXED: 409,
  /** Another job of Settings → Telephony is under way. */
  TELEPHONY_BUSY: 409,
} as const;
