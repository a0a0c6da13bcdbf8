import { type Call, isOver } from '../model/call.js';
import { type Network, play } from '../network.js';
import { DocumentFailure } from '../twiml/document.js';
import type { Source } from '../twiml/source.js';
import { notify } from '../webhooks/notify.js';
import { endCall, takeOffHook } from './call-lifecycle.js';
import { type Interpret, Interrupted, Run } from './run.js';

const APOLOGY = 'We are sorry, an application error has occurred. Goodbye.';
const APOLOGY_MS = 4000;

/** What a leg does first; afterwards REST may give it documents. */
type Step = (run: Run) => Promise<unknown>;

/**
 * Starts a leg's life: `first`, then whatever REST gives it to do instead, and hangs up when nothing is left. A document that
 * cannot be had, with no fallback, ends in the spoken apology. Never throws; anything unforeseen ends the leg and is written to the trace.
 */
export function startLife(net: Network, call: Call, life: { interpret: Interpret; first: Step }): void {
  const done = net.inFlight.begin();
  // Out of the caller's turn: a REST answer or a control call comes back before the first document is asked for.
  setImmediate(() => {
    void live(net, call, life).catch((error: unknown) => {
      net.trace.add('carrier.defect', call.sid, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      endCall(net, call, { status: 'failed' });
    });
    done();
  });
}

/** Gives a leg something else to do at once; out of its queue or room first. The leg must be in progress. */
export function redirectCall(net: Network, call: Call, next: Source): void {
  net.trace.add('call.redirected', call.sid, { to: next.kind === 'url' ? next.url : next.twiml });
  const before = call.run?.interruption;
  if (before?.kind === 'update') before.next = next;
  else call.run?.interrupt({ kind: 'update', next });
}

async function live(net: Network, call: Call, life: { interpret: Interpret; first: Step }): Promise<void> {
  let step: Step | undefined = life.first;
  while (step && !isOver(call)) {
    const run: Run = new Run(net, call, life.interpret);
    call.run = run;
    const next: Source | undefined = await untilInterrupted(run, step);
    step = next && ((after) => after.interpret(after, next));
  }
  takeOffHook(net, call);
  endCall(net, call, { status: 'completed' });
}

async function untilInterrupted(run: Run, step: Step): Promise<Source | undefined> {
  try {
    await apologising(run, step);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    if (error.why.kind === 'update') return error.why.next;
  }
  return undefined;
}

async function apologising(run: Run, step: Step): Promise<void> {
  try {
    await step(run);
  } catch (error) {
    if (!(error instanceof DocumentFailure)) throw error;
    notify(run.net, { code: error.code, text: error.message, callSid: run.call.sid, url: error.url });
    takeOffHook(run.net, run.call);
    play(run.net, run.call, { kind: 'say', text: APOLOGY, language: 'en-US', voice: '' });
    await run.sleep(APOLOGY_MS);
  }
}
