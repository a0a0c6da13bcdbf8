import twilio from 'twilio';

/** A webhook request as far as its signature is concerned. `body` holds the form fields verbatim; repeated keys as arrays. */
export interface SignedRequest {
  url: string;
  body: Record<string, string | string[]>;
  signature: string;
}

/**
 * True when one of the tokens signed the request (HMAC-SHA1 over URL and sorted fields, Twilio's X-Twilio-Signature). `url` is our own
 * public origin followed by the path and query as received: headers such as X-Forwarded-Proto are never believed.
 */
export function isSignedBy(tokens: readonly string[], request: SignedRequest): boolean {
  if (request.signature === '') return false;
  return tokens.some((token) => token !== '' && twilio.validateRequest(token, request.signature, request.url, request.body));
}

/** Signs a request as the carrier would: for the self-test of `doctor` and Settings → Telephony. */
export function sign(token: string, request: Omit<SignedRequest, 'signature'>): string {
  return twilio.getExpectedTwilioSignature(token, request.url, request.body);
}
