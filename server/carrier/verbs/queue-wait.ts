import type { QueueEntry, Release } from '../model/queue.js';
import { play } from '../network.js';
import { endCall } from '../runtime/call-lifecycle.js';
import { Interrupted, type Run } from '../runtime/run.js';
import { methodOf, resolveUrl } from '../twiml/attributes.js';
import { DocumentFailure, type TwimlDocument } from '../twiml/document.js';
import { fromUrl, type Source } from '../twiml/source.js';
import type { XmlElement } from '../twiml/xml.js';

/** A wait document that takes no time at all is asked again no sooner than this. */
const SHORTEST_WAIT_MS = 1000;

/** Waits in the queue until let out. Wait documents are asked for again and again. Throws `Interrupted`. */
export async function waitInQueue(run: Run, entry: QueueEntry, verb: { element: XmlElement; document: TwimlDocument }): Promise<Release> {
  const side = run.child();
  try {
    return await run.wait<Release>((resolve, reject) => {
      entry.release = resolve;
      waitSounds(side, waitSource(verb)).then(resolve, (error) => {
        if (error instanceof DocumentFailure) resolve({ result: 'error' });
        else if (!(error instanceof Interrupted)) reject(error);
      });
    });
  } finally {
    delete entry.release;
    side.interrupt({ kind: 'stop' });
  }
}

function waitSource(verb: { element: XmlElement; document: TwimlDocument }): Source | 'music' | 'silence' {
  const address = verb.element.attributes['waitUrl'];
  if (address === undefined) return 'music';
  if (address === '') return 'silence';
  return fromUrl(resolveUrl(verb.document, address), methodOf(verb.element, 'waitUrlMethod'), { family: 'wait', event: 'queue' });
}

/** Resolves only when a wait document says `<Leave>`. */
async function waitSounds(side: Run, source: Source | 'music' | 'silence'): Promise<Release> {
  if (typeof source === 'string') {
    play(side.net, side.call, source === 'music' ? { kind: 'play', url: '', loop: 0 } : { kind: 'silence' });
    return side.wait<never>(() => undefined);
  }
  for (;;) {
    const started = side.net.clock.now();
    const outcome = await side.interpret(side, source);
    if (outcome.kind === 'leave') return { result: 'leave' };
    if (outcome.kind === 'hangup') endCall(side.net, side.call, { status: 'completed' });
    const took = side.net.clock.now() - started;
    if (took < SHORTEST_WAIT_MS) await side.sleep(SHORTEST_WAIT_MS - took);
  }
}
