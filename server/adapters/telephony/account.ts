/** What connects this installation to a telephone network. Secrets stay in memory and in the secrets file, never in logs. */
export interface TelephonyAccount {
  kind: 'simulator' | 'twilio';
  accountSid: string;
  /** API key for REST and browser phones; without one the account's own token is used for REST and browsers have no phone. */
  apiKeySid: string | null;
  apiKeySecret: string | null;
  /** Tokens that may have signed a webhook: the primary one, and during rotation its successor. */
  authTokens: readonly string[];
  region: string | null;
  edge: string | null;
  /** Origin of the simulator's REST API; null for Twilio itself. */
  restBase: string | null;
  /** Secret of the simulator's control API; null for Twilio. */
  controlSecret: string | null;
  /** Origin under which the carrier reaches us; what is signed begins with it. */
  webhookBase: string;
  /** TwiML application that browser phones dial; null until settings were applied. */
  applicationSid: string | null;
}
