import { type Call, isOver, type TerminalStatus } from '../model/call.js';
import type { Network } from '../network.js';
import { reportProgress } from '../webhooks/progress.js';

/** Takes an inbound leg off the hook, once; outbound legs are answered by their party (`pickUp`). */
export function takeOffHook(net: Network, call: Call): void {
  if (call.direction !== 'inbound' || call.answeredAt !== undefined || isOver(call)) return;
  call.status = 'in-progress';
  call.answeredAt = net.clock.now();
  call.updatedAt = call.answeredAt;
  net.trace.add('call.answered', call.sid, {});
  call.party.answered(call);
  armTimeLimit(net, call);
}

/** The far end of an outbound leg picked up. Does nothing when the leg is no longer waiting for that. */
export function pickUp(net: Network, call: Call): void {
  if (isOver(call) || call.answeredAt !== undefined) return;
  call.status = 'in-progress';
  call.answeredAt = net.clock.now();
  call.updatedAt = call.answeredAt;
  call.party.answered(call);
  const late = net.faults.strike('late-answer', { callSid: call.sid, to: call.to });
  if (late) net.clock.after(late.ms ?? 3000, () => reportProgress(net, call, 'answered'));
  else reportProgress(net, call, 'answered');
  armTimeLimit(net, call);
  call.onAnswer?.(call);
}

/** An outbound leg has begun to ring at its far end. */
export function startRinging(net: Network, call: Call): void {
  if (isOver(call) || call.answeredAt !== undefined || call.status === 'ringing') return;
  call.status = 'ringing';
  call.updatedAt = net.clock.now();
  if (!net.faults.strike('no-ringing-event', { callSid: call.sid, to: call.to })) reportProgress(net, call, 'ringing');
  call.onRinging?.(call);
}

/**
 * Ends a leg for good. What it was doing is interrupted (and tidies up: leaves its queue or room), then `completed` is reported.
 * `status` is what the leg ends as; an answered leg is always `completed`. Repeating it does nothing.
 */
export function endCall(net: Network, call: Call, how: { status: TerminalStatus; sipCode?: number }): void {
  if (isOver(call)) return;
  const status = call.answeredAt === undefined ? how.status : 'completed';
  call.status = status;
  call.endedAt = net.clock.now();
  call.updatedAt = call.endedAt;
  const sip = how.sipCode ?? SIP_CODES[status];
  if (sip !== undefined) call.sipCode = sip;
  net.trace.add('call.ended', call.sid, { status, sipCode: call.sipCode });
  call.limit?.cancel();
  call.run?.interrupt({ kind: 'hangup' });
  for (const listener of call.onEnd.splice(0)) listener(call);
  setTalking(call, false);
  call.party.ended(call, status);
  net.oracle.ended(call);
  // After the microtasks in which the interrupted verbs leave rooms and queues: their events come first, as at Twilio.
  const done = net.inFlight.begin();
  setImmediate(() => {
    reportProgress(net, call, 'completed');
    done();
  });
}

const SIP_CODES: Partial<Record<TerminalStatus, number>> = { completed: 200, busy: 486, 'no-answer': 487, canceled: 487, failed: 404 };

/** Tells the party of a leg whether somebody is there to talk with; only changes count. */
export function setTalking(call: Call, isTalking: boolean): void {
  if (call.talking === isTalking) return;
  call.talking = isTalking;
  call.party.talking(call, isTalking);
}

/** An answered leg ends at its time limit (default four hours), counted from the answer. A changed limit is armed anew. */
export function armTimeLimit(net: Network, call: Call): void {
  if (call.answeredAt === undefined || isOver(call)) return;
  call.limit?.cancel();
  const left = call.answeredAt + call.timeLimitMs - net.clock.now();
  call.limit = net.clock.after(left, () => endCall(net, call, { status: 'completed' }));
}
