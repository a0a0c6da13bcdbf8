import { makeAccessToken } from './access-token.js';
import type { TelephonyAccount } from './account.js';
import { addresses } from './addresses.js';
import type { TelephonyPort } from './port.js';
import { isSignedBy, sign } from './signature.js';
import { makeClient, type TwilioClient } from './twilio-client.js';
import { legVerbs } from './twilio-legs.js';
import { queueVerbs } from './twilio-queues.js';
import { roomVerbs } from './twilio-rooms.js';
import { setupVerbs } from './twilio-setup.js';

/** Refused as configuration (no retry): what a verb answers while no telephone network is connected. */
class NoAccount extends Error {
  readonly status = 401;
  constructor() {
    super('No telephone network is connected.');
  }
}

/** The telephone network over the official SDK; it begins without an account, which `use` sets and changes at run time. */
export function createTelephony(initial: TelephonyAccount | null = null): TelephonyPort {
  let account: TelephonyAccount | null = null;
  let made: TwilioClient | null = null;
  const client = () => {
    if (made === null) throw new NoAccount();
    return made;
  };
  const use = (next: TelephonyAccount | null) => {
    made = next === null ? null : makeClient(next);
    account = next;
  };
  const origin = () => account?.webhookBase ?? '';
  use(initial);
  return {
    ...legVerbs(client),
    ...roomVerbs(client),
    ...queueVerbs(client),
    ...setupVerbs(client),
    ...addresses(origin),
    account: () => account,
    use,
    over: (other) => createTelephony(other),
    signatureFor: (path, body) => (account?.authTokens[0] ? sign(account.authTokens[0], { url: `${origin()}${path}`, body }) : ''),
    isSigned: ({ originalUrl, body, signature }) =>
      account !== null && isSignedBy(account.authTokens, { url: `${origin()}${originalUrl}`, body, signature }),
    accessToken: (accountId, validSeconds) => (account === null ? null : makeAccessToken(account, accountId, validSeconds)),
  };
}
