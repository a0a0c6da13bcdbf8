import type { ProgressEvent, ProgressSubscription } from '../model/call.js';
import { RestError } from '../rest-error.js';
import { fromUrl, type Source } from '../twiml/source.js';
import { field, methodField, type RestRequest, urlField } from './rest-request.js';

const LONGEST_TWIML = 4000;
const EVENTS: readonly ProgressEvent[] = ['initiated', 'ringing', 'answered', 'completed'];

/** The status callback a request asks for: `completed` only, unless events are named (once each: a joined list is not understood). */
export function progressField(request: RestRequest): ProgressSubscription | undefined {
  const url = urlField(request, 'StatusCallback');
  if (url === undefined) return undefined;
  const named = request.form
    .getAll('StatusCallbackEvent')
    .filter((event): event is ProgressEvent => EVENTS.some((known) => known === event));
  return {
    url,
    method: methodField(request, 'StatusCallbackMethod'),
    events: new Set(named.length > 0 ? named : ['completed']),
    sequence: 0,
  };
}

/** The document a request gives a leg: inline TwiML first, as at Twilio. Throws 21205 and 20001. */
export function sourceField(request: RestRequest): Source | undefined {
  const twiml = field(request, 'Twiml');
  if (twiml !== undefined && twiml !== '') {
    if (twiml.length > LONGEST_TWIML) throw new RestError(20001, `Twiml is longer than ${LONGEST_TWIML} characters`);
    return { kind: 'inline', twiml };
  }
  const url = urlField(request, 'Url');
  return url === undefined ? undefined : fromUrl(url, methodField(request, 'Method'), { family: 'voice', event: 'rest' });
}
