import type { DeviceRequest } from '../../../shared/carrier-device.js';
import type { Network } from '../network.js';
import { endCall, pickUp } from '../runtime/call-lifecycle.js';
import { muteMicrophone, pressDigits, speak } from '../runtime/far-end.js';
import { readAccessToken } from './access-token.js';
import { ClientParty } from './client-party.js';
import { connectClient } from './connect-client.js';
import type { DeviceSession } from './device-session.js';

type After = Exclude<DeviceRequest, { type: 'hello' }>;
type Handler<T extends After['type']> = (net: Network, session: DeviceSession, request: Extract<After, { type: T }>) => void;

const handlers: { [T in After['type']]: Handler<T> } = {
  refresh: (net, session, request) => {
    session.access = readAccessToken(request.token, net.account);
    session.watchExpiry();
  },
  // Without the incoming grant a device is connected all the same; it is only never called.
  register: (_net, session) => {
    session.registered = session.access.mayRegister;
    session.send({ type: 'registered' });
  },
  unregister: (_net, session) => {
    session.registered = false;
    session.send({ type: 'unregistered' });
  },
  connect: (net, session, request) => connectClient(net, session, request),
  accept: (net, session, request) => {
    const call = session.calls.get(request.callSid);
    if (!call || call.answeredAt !== undefined) return;
    if (call.party instanceof ClientParty) call.party.keepOnly(call, session);
    pickUp(net, call);
  },
  reject: (net, session, request) => {
    const call = session.calls.get(request.callSid);
    if (call && call.answeredAt === undefined) endCall(net, call, { status: 'busy', sipCode: 603 });
  },
  disconnect: (net, session, request) => {
    const call = session.calls.get(request.callSid);
    // Before it was up: our own call is canceled, somebody else's refused.
    if (call) endCall(net, call, { status: call.direction === 'inbound' ? 'canceled' : 'busy' });
  },
  mute: (net, session, request) => {
    const call = session.calls.get(request.callSid);
    if (!call) return;
    muteMicrophone(net, call, request.muted);
    session.send({ type: 'mute', callSid: call.sid, muted: request.muted });
  },
  digits: (net, session, request) => {
    const call = session.calls.get(request.callSid);
    if (call) pressDigits(net, call, request.digits);
  },
  speak: (net, session, request) => {
    const call = session.calls.get(request.callSid);
    if (call) speak(net, call, request.text);
  },
};

/** Does what a device asks. Requests about a leg the device does not have are ignored: it may have ended a moment ago. */
export function handleDeviceRequest(net: Network, session: DeviceSession, request: After): void {
  const handler: (net: Network, session: DeviceSession, request: never) => void = handlers[request.type];
  handler(net, session, request as never);
}
