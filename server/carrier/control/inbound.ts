import type { Call } from '../model/call.js';
import type { IncomingNumber } from '../model/number.js';
import type { Network } from '../network.js';
import type { CallerScript } from '../phones/party.js';
import { ScriptedPhone } from '../phones/scripted-phone.js';
import { RestError } from '../rest-error.js';
import { endCall } from '../runtime/call-lifecycle.js';
import { startCall } from '../runtime/interpreter.js';
import { createCall } from '../runtime/new-call.js';
import { progressOf, voiceOf } from '../runtime/voice-settings.js';
import { fromUrl, type Source } from '../twiml/source.js';
import { notify } from '../webhooks/notify.js';

/** A call to one of the account's numbers; `to` may be left out when it owns but one that is configured. */
export interface InboundCall {
  from: string;
  to?: string;
  script?: CallerScript;
}

/** What `From` is when a caller hides the number. */
const WITHHELD = 'anonymous';

/** Makes a telephone call the account. Throws 21422 when the number is not owned. */
export function receiveInbound(net: Network, asked: InboundCall): Call {
  const number = numberCalled(net, asked.to);
  const script = asked.script ?? {};
  const application = net.applications.get(number.voiceApplicationSid ?? '');
  const settings = application ?? number;
  const progress = progressOf(settings);
  const phone = new ScriptedPhone(net, script);
  const call = createCall(net, {
    from: script.withheld ? WITHHELD : asked.from,
    to: number.phoneNumber,
    direction: 'inbound',
    status: 'ringing',
    party: phone,
    voice: voiceOf(settings),
    ...(progress ? { progress } : {}),
    phoneNumberSid: number.sid,
    ...(application ? { applicationSid: application.sid } : {}),
    ...(script.forwardedFrom === undefined ? {} : { forwardedFrom: script.forwardedFrom }),
    ...(number.voiceCallerIdLookup && script.callerName !== undefined ? { callerName: script.callerName } : {}),
  });
  phone.begin(call);
  const source = firstDocument(call);
  if (source) startCall(net, call, source);
  else {
    notify(net, { code: 11100, text: `${number.phoneNumber} has no voice URL`, callSid: call.sid });
    endCall(net, call, { status: 'failed', sipCode: 404 });
  }
  return call;
}

function firstDocument(call: Call): Source | undefined {
  return call.voice.url === undefined ? undefined : fromUrl(call.voice.url, call.voice.method, { family: 'voice', event: 'inbound' });
}

function numberCalled(net: Network, to: string | undefined): IncomingNumber {
  const all = [...net.numbers.values()];
  const digits = to?.replace(/[^\d+]/g, '');
  const found =
    digits === undefined
      ? all.find((number) => number.voiceUrl || number.voiceApplicationSid)
      : all.find((number) => number.phoneNumber === digits);
  if (!found) throw new RestError(21422, to === undefined ? 'No number is configured yet' : `${to} is not a number of this account`, 404);
  return found;
}
