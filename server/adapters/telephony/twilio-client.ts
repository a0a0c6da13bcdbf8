import twilio from 'twilio';
import type { TelephonyAccount } from './account.js';

type Client = ReturnType<typeof twilio>;

/** The SDK's default of 30 s is longer than any caller waits; 20 sockets are too few for a Monday morning. Retries are ours (deadlines). */
const HTTP = { timeout: 8000, keepAlive: true, maxSockets: 50, maxTotalSockets: 100, autoRetry: false };

/** Sends every request of the SDK to the simulator instead of `*.twilio.com`; the host meant travels in `X-Twilio-Host`. */
class LocalClient extends twilio.RequestClient {
  readonly #base: URL;
  constructor(base: string) {
    super(HTTP);
    this.#base = new URL(base);
  }
  override request<T>(
    options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0],
  ): ReturnType<typeof twilio.RequestClient.prototype.request<T>> {
    const target = new URL(options.uri);
    const meant = target.hostname;
    target.protocol = this.#base.protocol;
    target.host = this.#base.host;
    return super.request<T>({ ...options, uri: target.href, headers: { ...options.headers, 'X-Twilio-Host': meant } });
  }
}

const LOOPBACK = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/?$/;

/** Throws when requests with real credentials would leave for anything but Twilio, or the simulator's for anything but this machine. */
export function guardBase(account: TelephonyAccount): void {
  if (account.kind === 'twilio' && account.restBase !== null) throw new Error('A Twilio account is only ever asked at api.twilio.com.');
  if (account.kind === 'simulator' && !LOOPBACK.test(account.restBase ?? ''))
    throw new Error('The carrier simulator is only reached on this machine.');
}

/**
 * The official SDK for an account, every option explicit: a stray TWILIO_REGION or TWILIO_LOG_LEVEL in the environment changes nothing.
 * Throws as `guardBase`.
 */
export function makeClient(account: TelephonyAccount): Client {
  guardBase(account);
  const httpClient = account.restBase === null ? new twilio.RequestClient(HTTP) : new LocalClient(account.restBase);
  const [user, secret] =
    account.apiKeySid !== null && account.apiKeySecret !== null
      ? [account.apiKeySid, account.apiKeySecret]
      : [account.accountSid, account.authTokens[0] ?? ''];
  return twilio(user, secret, {
    accountSid: account.accountSid,
    httpClient,
    env: {},
    ...(account.edge === null ? {} : { edge: account.edge }),
    ...(account.region === null ? {} : { region: account.region }),
  });
}

/** The SDK's client, named so that the verbs' files need not import the SDK. */
export type TwilioClient = Client;
