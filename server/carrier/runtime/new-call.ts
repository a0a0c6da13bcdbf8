import { type Call, type CallStatus, isOver, type ProgressSubscription, type VoiceHandler } from '../model/call.js';
import { type Network, newSid } from '../network.js';
import type { Party } from '../phones/party.js';
import { forgetOldest } from './retention.js';

/** Twilio ends every leg after four hours unless told otherwise. */
export const DEFAULT_TIME_LIMIT_MS = 14_400_000;

/** What a new leg is made of; the rest has defaults. */
export interface NewCall {
  from: string;
  to: string;
  direction: Call['direction'];
  status: CallStatus;
  party: Party;
  voice?: VoiceHandler;
  progress?: ProgressSubscription;
  parent?: Call;
  phoneNumberSid?: string;
  applicationSid?: string;
  callerName?: string;
  forwardedFrom?: string;
  customParams?: Record<string, string>;
  timeLimitMs?: number;
}

/** Makes a leg and enters it in the account. Nothing happens with it yet. */
export function createCall(net: Network, spec: NewCall): Call {
  const now = net.clock.now();
  const { voice, timeLimitMs, customParams, ...facts } = spec;
  const call: Call = {
    ...facts,
    sid: newSid(net, 'CA'),
    createdAt: now,
    updatedAt: now,
    ...(spec.direction === 'inbound' ? { startedAt: now } : {}),
    customParams: customParams ?? {},
    queueTimeMs: 0,
    timeLimitMs: timeLimitMs ?? DEFAULT_TIME_LIMIT_MS,
    voice: voice ?? { method: 'POST', fallbackMethod: 'POST' },
    place: { kind: 'none' },
    muted: false,
    talking: false,
    silent: false,
    keypad: [],
    ears: [],
    onEnd: [],
  };
  call.silent = net.faults.strike('orphan-leg', { callSid: call.sid, from: call.from, to: call.to }) !== undefined;
  net.calls.set(call.sid, call);
  forgetOldest(net.calls, isOver);
  net.trace.add('call.created', call.sid, { direction: call.direction, from: call.from, to: call.to });
  return call;
}
