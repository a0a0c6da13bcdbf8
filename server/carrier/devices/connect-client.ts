import type { DeviceRequest } from '../../../shared/carrier-device.js';
import type { Network } from '../network.js';
import { endCall } from '../runtime/call-lifecycle.js';
import { startCall } from '../runtime/interpreter.js';
import { createCall } from '../runtime/new-call.js';
import { progressOf, voiceOf } from '../runtime/voice-settings.js';
import { fromUrl } from '../twiml/source.js';
import { notify } from '../webhooks/notify.js';
import { ClientParty } from './client-party.js';
import type { DeviceSession } from './device-session.js';

/**
 * A device calls: an inbound leg from `client:identity` that asks the voice URL of the application named in its token. Its
 * parameters go along verbatim.
 */
export function connectClient(net: Network, session: DeviceSession, request: Extract<DeviceRequest, { type: 'connect' }>): void {
  const application = net.applications.get(session.access.outgoingApplicationSid ?? '');
  if (!application?.voiceUrl) {
    session.send({ type: 'error', code: 31002, message: 'The token names no application with a voice URL', request: request.request });
    return;
  }
  const party = new ClientParty(net, session.access.identity, [session]);
  const progress = progressOf(application);
  const call = createCall(net, {
    from: `client:${session.access.identity}`,
    to: request.params['To'] ?? '',
    direction: 'inbound',
    status: 'ringing',
    party,
    voice: voiceOf(application),
    ...(progress ? { progress } : {}),
    applicationSid: application.sid,
    customParams: { ...request.params },
  });
  session.attach(call);
  session.send({ type: 'connecting', request: request.request, callSid: call.sid });
  if (net.faults.strike('client-offline', { identity: session.access.identity, from: call.from })) {
    notify(net, { code: 31486, text: 'Busy here', callSid: call.sid });
    endCall(net, call, { status: 'failed', sipCode: 486 });
    return;
  }
  startCall(net, call, fromUrl(application.voiceUrl, application.voiceMethod, { family: 'voice', event: 'client' }));
}
