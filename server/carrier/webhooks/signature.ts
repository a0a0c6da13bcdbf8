import { createHmac } from 'node:crypto';

/** Form parameters in sending order; a key may come more than once. */
export type FormParams = readonly (readonly [string, string])[];

/**
 * `X-Twilio-Signature`: base64(HMAC-SHA1(token, url + every key and value, sorted by key)). The URL is used as sent, without its
 * fragment; repeated values count once each, sorted. Source: Twilio "Validating requests"; the official SDK's validator.
 */
export function signature(token: string, url: string, params: FormParams): string {
  const values = new Map<string, Set<string>>();
  for (const [key, value] of params) values.set(key, (values.get(key) ?? new Set()).add(value));
  let text = url;
  for (const key of [...values.keys()].sort()) for (const value of [...(values.get(key) ?? [])].sort()) text += key + value;
  return createHmac('sha1', token).update(text, 'utf8').digest('base64');
}
