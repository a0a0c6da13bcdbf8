import type { Call } from '../model/call.js';
import type { Network } from '../network.js';
import { DocumentFailure, type TwimlDocument } from '../twiml/document.js';
import type { Source } from '../twiml/source.js';
import { verbs } from '../verbs/index.js';
import { startLife } from './life.js';
import { loadDocument } from './load-document.js';
import type { Interpret, Outcome, Run } from './run.js';

/** Documents that lead to each other without taking time are stopped here, before they become a storm. */
const MOST_DOCUMENTS_AT_ONCE = 50;

/** Runs the document of `source` and those it leads to, until one ends. */
export const interpret: Interpret = async (run, source) => {
  let next = source;
  let since = run.net.clock.now();
  for (let count = 0; ; count += 1) {
    if (run.net.clock.now() > since) {
      since = run.net.clock.now();
      count = 0;
    }
    if (count > MOST_DOCUMENTS_AT_ONCE) throw new DocumentFailure(11100, 'Endless redirect loop');
    const outcome = await perform(run, await loadDocument(run, next));
    if (outcome?.kind !== 'goto') return outcome ?? { kind: 'end' };
    next = outcome.source;
  }
};

async function perform(run: Run, document: TwimlDocument): Promise<Outcome | undefined> {
  for (const element of document.verbs) {
    run.net.trace.add('verb', run.call.sid, { verb: element.name, attributes: element.attributes });
    const outcome = await verbs[element.name]?.(run, element, document);
    if (outcome) return outcome;
  }
  return undefined;
}

/** Starts a leg on the document of `source`; see `startLife` for what follows. */
export function startCall(net: Network, call: Call, source: Source): void {
  startLife(net, call, { interpret, first: (run) => run.interpret(run, source) });
}
