import { rfc2822 } from '../dates.js';
import { type Call, isOver, type ProgressEvent } from '../model/call.js';
import type { Network } from '../network.js';
import { commonParams } from './common-params.js';
import { warnOfCallback } from './notify.js';
import type { FormParams } from './signature.js';

/** The status a progress event reports, when it is not the leg's own: `initiated` is no status of the REST resource. */
const REPORTED: Partial<Record<ProgressEvent, string>> = { initiated: 'initiated', ringing: 'ringing', answered: 'in-progress' };

/**
 * Sends the status callback for `event` if the leg has one and it was asked for. SequenceNumber counts what this subscription was
 * sent, from 0. Never waits: Twilio's callbacks are separate requests whose order nobody promises.
 */
export function reportProgress(net: Network, call: Call, event: ProgressEvent): void {
  net.trace.add('call.progress', call.sid, { event, status: call.status });
  const subscription = call.progress;
  if (!subscription?.events.has(event) || call.silent) return;
  const status = REPORTED[event] ?? call.status;
  const params: FormParams = [
    ...commonParams(call, net.account.accountSid).map(([key, value]) => [key, key === 'CallStatus' ? status : value] as const),
    ['Timestamp', rfc2822(net.clock.now())],
    ['CallbackSource', 'call-progress-events'],
    ['SequenceNumber', String(subscription.sequence)],
    ...(event === 'completed' ? endParams(call) : []),
  ];
  subscription.sequence += 1;
  const webhook = {
    family: 'call-progress',
    url: subscription.url,
    method: subscription.method,
    params,
    callSid: call.sid,
    event: status,
  } as const;
  void net.webhooks.send(webhook).then((reply) => warnOfCallback(net, webhook, reply));
}

function endParams(call: Call): [string, string][] {
  const seconds = durationSeconds(call);
  return [
    ['CallDuration', String(seconds)],
    ['Duration', String(Math.ceil(seconds / 60))],
    ['SipResponseCode', String(call.sipCode ?? 200)],
  ];
}

/** Seconds from answer to end (or 0 when it was never answered), as REST and webhooks give it. */
export function durationSeconds(call: Call): number {
  if (!isOver(call) || call.answeredAt === undefined || call.endedAt === undefined) return 0;
  return Math.round((call.endedAt - call.answeredAt) / 1000);
}
