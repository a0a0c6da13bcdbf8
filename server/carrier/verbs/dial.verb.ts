import { takeOffHook } from '../runtime/call-lifecycle.js';
import { flagOf } from '../twiml/attributes.js';
import { DocumentFailure } from '../twiml/document.js';
import { elementsOf, textOf } from '../twiml/xml.js';
import { dialConference } from './dial-conference.js';
import { dialParties } from './dial-parties.js';
import { dialQueue } from './dial-queue.js';
import type { Verb } from './verb.js';

/** `<Dial>`: connects the leg to a room, a queue's first caller, or up to ten parties of whom the first to answer wins. */
export const dial: Verb = async (run, element, document) => {
  const nouns = elementsOf(element);
  const first = nouns[0];
  if (!first && textOf(element) === '') throw new DocumentFailure(12200, '<Dial> has nothing to dial', document.base);
  if (first?.name === 'Conference') {
    takeOffHook(run.net, run.call);
    return dialConference(run, { dial: element, noun: first, document });
  }
  if (first?.name === 'Queue') {
    takeOffHook(run.net, run.call);
    return dialQueue(run, { dial: element, noun: first, document });
  }
  if (!flagOf(element, 'answerOnBridge', false)) takeOffHook(run.net, run.call);
  return dialParties(run, { dial: element, document });
};
