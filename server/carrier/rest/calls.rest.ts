import { type Call, isOver, type VoiceHandler } from '../model/call.js';
import type { Network } from '../network.js';
import { notFound, RestError } from '../rest-error.js';
import { armTimeLimit, endCall } from '../runtime/call-lifecycle.js';
import { redirectCall } from '../runtime/life.js';
import { presentCall } from './call.presenter.js';
import { progressField, sourceField } from './call-fields.js';
import { createOutboundCall } from './create-call.js';
import { asksFor, inDates, listPage } from './paging.js';
import { created, field, gone, methodField, numberField, ok, type RestAnswer, type RestRequest, urlField } from './rest-request.js';
import type { RestRoute } from './route.js';

/** The leg a path names. Throws 20404. */
export function callOf(net: Network, request: RestRequest, name = 'sid'): Call {
  const call = net.calls.get(request.names[name] ?? '');
  if (!call) throw notFound(request.path);
  return call;
}

function list(net: Network, request: RestRequest): RestAnswer {
  const items = [...net.calls.values()]
    .reverse()
    .filter(
      (call) =>
        asksFor(request, 'To', call.to) &&
        asksFor(request, 'From', call.from) &&
        asksFor(request, 'ParentCallSid', call.parent?.sid) &&
        asksFor(request, 'Status', call.status) &&
        inDates(request, 'StartTime', call.startedAt) &&
        inDates(request, 'EndTime', call.endedAt),
    );
  return listPage(request, { key: 'calls', items, present: (call) => presentCall(net, call) });
}

function update(net: Network, request: RestRequest): RestAnswer {
  const call = callOf(net, request);
  const source = sourceField(request);
  const status = field(request, 'Status');
  if (status !== undefined && status !== 'canceled' && status !== 'completed') throw new RestError(20001, `Invalid Status: ${status}`);
  if (isOver(call)) throw new RestError(21220, undefined, net.quirks.refusalStatus);
  if (source && status === undefined && call.status !== 'in-progress') throw new RestError(21220, undefined, net.quirks.refusalStatus);
  applySettings(net, call, request);
  if (status !== undefined) hangUp(net, call, status);
  else if (source) redirectCall(net, call, source);
  return ok(presentCall(net, call));
}

function applySettings(net: Network, call: Call, request: RestRequest): void {
  const fallbackUrl = urlField(request, 'FallbackUrl');
  const fallback: Partial<VoiceHandler> =
    fallbackUrl === undefined ? {} : { fallbackUrl, fallbackMethod: methodField(request, 'FallbackMethod') };
  call.voice = { ...call.voice, ...fallback };
  const progress = progressField(request);
  if (progress) call.progress = progress;
  if (field(request, 'TimeLimit') !== undefined) {
    call.timeLimitMs = numberField(request, 'TimeLimit', { low: 1, high: 86_400, fallback: call.timeLimitMs / 1000 }) * 1000;
    armTimeLimit(net, call);
  }
}

/** `canceled` leaves answered legs alone; what a ringing leg ends as after `completed` is not documented (quirk). */
function hangUp(net: Network, call: Call, status: 'canceled' | 'completed'): void {
  if (status === 'canceled' && call.status === 'in-progress') return;
  const ends = status === 'canceled' ? 'canceled' : net.quirks.completedWhileRinging;
  endCall(net, call, { status: ends });
}

function remove(net: Network, request: RestRequest): RestAnswer {
  const call = callOf(net, request);
  if (!isOver(call)) throw new RestError(20009, 'A call that is not over cannot be deleted', 409);
  net.calls.delete(call.sid);
  return gone();
}

/** Operations on legs. */
export const callRoutes: readonly RestRoute[] = [
  { method: 'GET', path: 'Calls', run: list },
  { method: 'POST', path: 'Calls', run: (net, request) => created(presentCall(net, createOutboundCall(net, request))) },
  { method: 'GET', path: 'Calls/:sid', run: (net, request) => ok(presentCall(net, callOf(net, request))) },
  { method: 'POST', path: 'Calls/:sid', run: update },
  { method: 'DELETE', path: 'Calls/:sid', run: remove },
];
