import type { Call } from '../model/call.js';
import type { Network } from '../network.js';
import { RestError } from '../rest-error.js';
import { dial, partyAt } from '../runtime/dialling.js';
import { startCall } from '../runtime/interpreter.js';
import { createCall } from '../runtime/new-call.js';
import { progressOf, voiceOf } from '../runtime/voice-settings.js';
import { fromUrl, type Source } from '../twiml/source.js';
import { progressField, sourceField } from './call-fields.js';
import { outboundParties } from './outbound-address.js';
import { field, methodField, numberField, type RestRequest, urlField } from './rest-request.js';

/** Twilio adds five seconds to ringing times for some call flows. */
const TIMEOUT_BUFFER_MS = 5000;

/** POST Calls: makes an outbound leg, which waits its turn in the calls-per-second queue. Throws what Twilio's validation throws. */
export function createOutboundCall(net: Network, request: RestRequest): Call {
  const { from, to, params } = outboundParties(net, request);
  const source = documentOf(net, request);
  const fallbackUrl = urlField(request, 'FallbackUrl');
  const application = net.applications.get(field(request, 'ApplicationSid') ?? '');
  const progress = progressField(request) ?? (application && progressOf(application));
  const timeoutMs = numberField(request, 'Timeout', { low: 1, high: 600, fallback: 60 }) * 1000;
  const call = createCall(net, {
    from,
    to,
    direction: 'outbound-api',
    status: 'queued',
    party: partyAt(net, to),
    voice: application
      ? voiceOf(application)
      : { method: 'POST', ...(fallbackUrl === undefined ? {} : { fallbackUrl }), fallbackMethod: methodField(request, 'FallbackMethod') },
    ...(progress ? { progress } : {}),
    customParams: params,
    timeLimitMs: numberField(request, 'TimeLimit', { low: 1, high: 86_400, fallback: 14_400 }) * 1000,
  });
  call.onAnswer = (answered) => startCall(net, answered, source);
  call.queueTimeMs = net.pacer.schedule(() => dial(net, call, timeoutMs + TIMEOUT_BUFFER_MS));
  return call;
}

function documentOf(net: Network, request: RestRequest): Source {
  const sid = field(request, 'ApplicationSid');
  if (sid !== undefined && sid !== '') {
    const application = net.applications.get(sid);
    if (!application?.voiceUrl) throw new RestError(21218, `Invalid ApplicationSid: ${sid}`);
    return fromUrl(application.voiceUrl, application.voiceMethod, { family: 'voice', event: 'answer' });
  }
  const source = sourceField(request);
  if (!source) throw new RestError(21205, 'Url parameter is required');
  return source;
}
