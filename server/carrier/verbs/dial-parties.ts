import { type Call, isOver } from '../model/call.js';
import { play } from '../network.js';
import { bridge } from '../runtime/bridge.js';
import { endCall, takeOffHook } from '../runtime/call-lifecycle.js';
import { dial } from '../runtime/dialling.js';
import { startLife } from '../runtime/life.js';
import type { Outcome, Run } from '../runtime/run.js';
import { methodOf, numberOf, resolveUrl } from '../twiml/attributes.js';
import type { TwimlDocument } from '../twiml/document.js';
import { fromUrl } from '../twiml/source.js';
import type { XmlElement } from '../twiml/xml.js';
import { durationSeconds } from '../webhooks/progress.js';
import type { FormParams } from '../webhooks/signature.js';
import { type Branch, branchesOf } from './dial-branches.js';

interface Elements {
  dial: XmlElement;
  document: TwimlDocument;
}

interface Result {
  status: string;
  leg?: Call;
}

/** `<Dial>` of numbers and clients: all ring at once, the first to answer is connected, the others are canceled. */
export async function dialParties(run: Run, elements: Elements): Promise<Outcome | undefined> {
  const branches = branchesOf(run, elements);
  const timeoutMs = numberOf(elements.dial, 'timeout', 30) * 1000;
  let result: Result = { status: 'failed' };
  try {
    if (branches.length > 0)
      result = await connect(run, { branches, timeoutMs, limitMs: numberOf(elements.dial, 'timeLimit', 14_400) * 1000 });
  } finally {
    for (const { leg, escaped } of branches) if (!escaped) endCall(run.net, leg, { status: 'canceled' });
  }
  const address = elements.dial.attributes['action'];
  if (address === undefined) return undefined;
  const url = resolveUrl(elements.document, address);
  return {
    kind: 'goto',
    source: fromUrl(url, methodOf(elements.dial, 'method'), { family: 'action', event: 'dial', extra: resultParams(result) }),
  };
}

function resultParams(result: Result): FormParams {
  if (!result.leg) return [['DialCallStatus', result.status]];
  return [
    ['DialCallStatus', result.status],
    ['DialCallSid', result.leg.sid],
    ...(result.status === 'completed' ? ([['DialCallDuration', String(durationSeconds(result.leg))]] as const) : []),
    ['DialBridged', String(result.status === 'completed')],
  ];
}

async function connect(run: Run, how: { branches: Branch[]; timeoutMs: number; limitMs: number }): Promise<Result> {
  const winner = await firstAnswer(run, how.branches, how.timeoutMs);
  if (!winner) return refusal(how.branches);
  for (const { leg } of how.branches) if (leg !== winner.leg) endCall(run.net, leg, { status: 'canceled' });
  const { leg } = winner;
  await run.guard(winner.ready);
  if (!isOver(leg)) {
    takeOffHook(run.net, run.call);
    const part = bridge(run.net, run.call, leg);
    const limit = run.net.clock.after(how.limitMs, () => endCall(run.net, leg, { status: 'completed' }));
    try {
      await run.guard(winner.over);
    } finally {
      limit.cancel();
      part();
    }
  }
  return { status: 'completed', leg };
}

function refusal(branches: Branch[]): Result {
  const last = branches.at(-1)?.leg;
  return last ? { status: last.status, leg: last } : { status: 'failed' };
}

interface Winner {
  leg: Call;
  /** The whisper to the called party is over. */
  ready: Promise<void>;
  /** The leg ended, or REST gave it something else to do. */
  over: Promise<void>;
}

function firstAnswer(run: Run, branches: Branch[], timeoutMs: number): Promise<Winner | undefined> {
  play(run.net, run.call, { kind: 'ringback' });
  return run.wait<Winner | undefined>((resolve) => {
    let open = branches.length;
    for (const branch of branches) {
      branch.leg.onEnd.push(() => {
        open -= 1;
        if (open === 0) resolve(undefined);
      });
      branch.leg.onAnswer = (leg) => resolve(welcome(run, leg, branch));
      dial(run.net, branch.leg, timeoutMs);
    }
  });
}

/** Starts the life of an answered leg: its whisper first, then it stays until it ends or is redirected by REST. */
function welcome(run: Run, leg: Call, branch: Branch): Winner {
  let isReady: () => void = () => undefined;
  let isOverNow: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const over = new Promise<void>((resolve) => {
    isOverNow = resolve;
  });
  const first = async (life: Run) => {
    try {
      const outcome = branch.whisper ? await life.interpret(life, branch.whisper) : undefined;
      if (outcome?.kind === 'hangup') return;
      isReady();
      await life.wait<never>(() => undefined);
    } finally {
      branch.escaped = life.interruption?.kind === 'update';
      isReady();
      isOverNow();
    }
  };
  startLife(run.net, leg, { interpret: run.interpret, first });
  return { leg, ready, over };
}
