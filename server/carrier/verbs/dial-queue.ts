import type { QueueEntry } from '../model/queue.js';
import { bridge } from '../runtime/bridge.js';
import { queueNamed } from '../runtime/queues.js';
import type { Outcome, Run } from '../runtime/run.js';
import { methodOf, resolveUrl } from '../twiml/attributes.js';
import type { TwimlDocument } from '../twiml/document.js';
import { fromUrl } from '../twiml/source.js';
import { textOf, type XmlElement } from '../twiml/xml.js';
import { notify } from '../webhooks/notify.js';

interface Elements {
  dial: XmlElement;
  noun: XmlElement;
  document: TwimlDocument;
}

/** `<Dial><Queue>`: connects to the queue's first caller, waiting for one when it is empty. */
export async function dialQueue(run: Run, elements: Elements): Promise<Outcome | undefined> {
  const queue = queueNamed(run.net, textOf(elements.noun));
  if (!queue) {
    notify(run.net, {
      code: 13701,
      text: `Queue ${textOf(elements.noun)} does not exist`,
      callSid: run.call.sid,
      url: elements.document.base,
    });
    return finish(elements, [['DialCallStatus', 'failed']]);
  }
  let entry = queue.members.find((member) => !member.claimed);
  while (!entry) {
    await run.wait<void>((arrived) => queue.takers.push(() => arrived()));
    entry = queue.members.find((member) => !member.claimed);
  }
  entry.claimed = true;
  const seconds = await talk(run, entry, elements);
  return finish(elements, [
    ['DialCallStatus', 'completed'],
    ['DialCallSid', entry.call.sid],
    ['DialCallDuration', String(seconds)],
    ['DialBridged', 'true'],
  ]);
}

async function talk(run: Run, entry: QueueEntry, { noun, document }: Elements): Promise<number> {
  const url = noun.attributes['url'];
  const { call } = entry;
  if (url !== undefined && call.run) {
    const extra = [['DequeingCallSid', run.call.sid]] as const;
    const side = call.run.child();
    await run.guard(
      side.interpret(side, fromUrl(resolveUrl(document, url), methodOf(noun, 'method'), { family: 'wait', event: 'dequeue', extra })),
    );
  }
  let isOver: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    isOver = resolve;
  });
  call.onEnd.push(() => isOver());
  entry.release?.({ result: 'bridged', over });
  const started = run.net.clock.now();
  const part = bridge(run.net, call, run.call);
  try {
    await run.guard(over);
  } finally {
    part();
    isOver();
  }
  return Math.round((run.net.clock.now() - started) / 1000);
}

function finish(elements: Elements, extra: [string, string][]): Outcome | undefined {
  const address = elements.dial.attributes['action'];
  if (address === undefined) return undefined;
  const url = resolveUrl(elements.document, address);
  return { kind: 'goto', source: fromUrl(url, methodOf(elements.dial, 'method'), { family: 'action', event: 'dial', extra }) };
}
