import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ManualClock } from '../clock/manual-clock.js';
import type { FaultKind, FaultSubject } from '../faults/fault.js';
import type { Network } from '../network.js';
import { RestError } from '../rest-error.js';

const REFUSALS: Partial<Record<FaultKind, number>> = {
  'rest-429': 20429,
  'rest-500': 20500,
  'rest-503': 20503,
  'rest-404': 20404,
  'rest-10004': 10004,
};
/** Longer than any sensible client waits. These are on the wall clock, as the client's own time-outs are. */
const TIMEOUT_MS = 60_000;
const SLOW_MS = 3000;

/** Faults that strike before anything was done. True: the request is already answered, or its connection cut. */
export async function strikeBefore(net: Network, subject: FaultSubject, response: ServerResponse): Promise<boolean> {
  const slow = net.faults.strike('rest-slow', subject);
  if (slow) await sleep(slow.ms ?? SLOW_MS);
  for (const [kind, code] of Object.entries(REFUSALS)) {
    if (net.faults.strike(kind as FaultKind, subject)) throw new RestError(code);
  }
  if (net.faults.strike('rest-html-502', subject)) {
    response.writeHead(502, { 'Content-Type': 'text/html' });
    response.end('<html><body><h1>502 Bad Gateway</h1></body></html>');
    return true;
  }
  if (!net.faults.strike('rest-reset', subject)) return false;
  response.socket?.resetAndDestroy();
  return true;
}

/** The fault that strikes after everything was done: the client never learns. */
export async function strikeAfter(net: Network, subject: FaultSubject, response: ServerResponse): Promise<boolean> {
  const fault = net.faults.strike('rest-timeout-after-commit', subject);
  if (!fault) return false;
  // With `ms` the connection is cut after that long, so that a test need not wait for its client's own time-out.
  // On a manual clock nobody's real time is to be wasted: it is cut at once.
  await sleep(fault.ms ?? (net.clock instanceof ManualClock ? 0 : TIMEOUT_MS));
  response.socket?.resetAndDestroy();
  return true;
}
