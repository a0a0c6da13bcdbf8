import twilio from 'twilio';
import type { TelephonyAccount } from './account.js';
import { identityOf } from './identity.js';

/** A JWT that lets one account's browser phone dial our TwiML application and nothing else; null without API key or application. */
export function makeAccessToken(account: TelephonyAccount, accountId: string, validSeconds: number): string | null {
  if (account.apiKeySid === null || account.apiKeySecret === null || account.applicationSid === null) return null;
  const token = new twilio.jwt.AccessToken(account.accountSid, account.apiKeySid, account.apiKeySecret, {
    identity: identityOf(accountId),
    ttl: validSeconds,
    ...(account.region === null ? {} : { region: account.region }),
  });
  token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({ outgoingApplicationSid: account.applicationSid, incomingAllow: false }));
  return token.toJwt();
}
