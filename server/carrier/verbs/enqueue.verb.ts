import type { QueueEntry, QueueResult, Release } from '../model/queue.js';
import { takeOffHook } from '../runtime/call-lifecycle.js';
import { createQueue, enterQueue, leaveQueue, queueNamed, waitSeconds } from '../runtime/queues.js';
import { Interrupted, type Outcome, type Run } from '../runtime/run.js';
import { methodOf, resolveUrl } from '../twiml/attributes.js';
import { DocumentFailure, type TwimlDocument } from '../twiml/document.js';
import { fromUrl, type Source } from '../twiml/source.js';
import { textOf, type XmlElement } from '../twiml/xml.js';
import type { FormParams } from '../webhooks/signature.js';
import { loadInBackground } from './background.js';
import { waitInQueue } from './queue-wait.js';
import type { Verb } from './verb.js';

/**
 * `<Enqueue>`: waits in a queue (made on demand) to the sound of `waitUrl`, and asks `action` once on every way out: leave, hang-up,
 * redirect, bridge, full queue, error.
 */
export const enqueue: Verb = async (run, element, document) => {
  const { net, call } = run;
  takeOffHook(net, call);
  const name = textOf(element);
  if (name.length > 64) throw new DocumentFailure(13520, 'Queue name is longer than 64 characters', document.base);
  const out = new WayOut(run, element, document);
  if (net.faults.strike('queue-system-error', { callSid: call.sid, queue: name })) return out.goOn('system-error');
  const queue = queueNamed(net, name) ?? createQueue(net, name);
  if (queue.members.length >= queue.maxSize) return out.goOn('queue-full');
  const entry = enterQueue(net, queue, call);
  out.entry = entry;
  let release: Release;
  try {
    release = await waitInQueue(run, entry, { element, document });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw out.interrupted(error);
  }
  if (release.result === 'bridged') return bridged(run, entry, { out, over: release.over });
  leaveQueue(net, entry, release.result);
  return out.goOn(release.result);
};

async function bridged(run: Run, entry: QueueEntry, bridge: { out: WayOut; over: Promise<void> }): Promise<Outcome | undefined> {
  leaveQueue(run.net, entry, 'bridged');
  try {
    await run.guard(bridge.over);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw bridge.out.interrupted(error, true);
  }
  return bridge.out.goOn('bridged');
}

/** Asks the Enqueue action, as often as the verb is left: once. */
class WayOut {
  entry: QueueEntry | undefined;

  constructor(
    readonly run: Run,
    readonly element: XmlElement,
    readonly document: TwimlDocument,
  ) {}

  /** The verb is done: its action takes over, or the next verb does. */
  goOn(result: QueueResult): Outcome | undefined {
    const source = this.#action(result);
    return source && { kind: 'goto', source };
  }

  /** The leg was hung up or given something else to do; its action is told and, by one reading, even obeyed (quirk). */
  interrupted(error: Interrupted, wasBridged = false): Interrupted {
    const { run, entry } = this;
    const update = error.why.kind === 'update';
    const result: QueueResult = wasBridged ? (update ? 'redirected-from-bridged' : 'bridged') : update ? 'redirected' : 'hangup';
    if (entry && !wasBridged) leaveQueue(run.net, entry, result);
    const source = this.#action(result);
    if (!source) return error;
    if (update && run.net.quirks.redirectedAction === 'executed') return new Interrupted({ kind: 'update', next: source });
    loadInBackground(run, source);
    return error;
  }

  #action(result: QueueResult): Source | undefined {
    const address = this.element.attributes['action'];
    if (address === undefined) return undefined;
    const { entry, run } = this;
    const extra: FormParams = [
      ['QueueResult', result],
      ...(entry
        ? ([
            ['QueueSid', entry.queue.sid],
            ['QueueTime', String(waitSeconds(run.net, entry))],
          ] as const)
        : []),
    ];
    return fromUrl(resolveUrl(this.document, address), methodOf(this.element, 'method'), {
      family: 'enqueue-action',
      event: result,
      extra,
    });
  }
}
