import { takeOffHook } from '../runtime/call-lifecycle.js';
import { numberOf } from '../twiml/attributes.js';
import { elementsOf, textOf, type XmlElement } from '../twiml/xml.js';
import { sounding, type Verb } from './verb.js';

/** A speaking voice says about fourteen letters a second. */
const MS_PER_LETTER = 70;
const SHORTEST_MS = 500;

/** `<Say>`: speaks as long as a person would take; `loop="0"` never ends. */
export const say: Verb = async (run, element) => {
  takeOffHook(run.net, run.call);
  const text = spoken(element);
  const loop = numberOf(element, 'loop', 1);
  const once = Math.max(SHORTEST_MS, text.length * MS_PER_LETTER);
  const sound = {
    kind: 'say',
    text,
    language: element.attributes['language'] ?? 'en-US',
    voice: element.attributes['voice'] ?? '',
  } as const;
  await sounding(run, sound, loop === 0 ? Number.POSITIVE_INFINITY : once * loop);
  return undefined;
};

/** All words inside, SSML elements included. */
function spoken(element: XmlElement): string {
  const inner = elementsOf(element).map(spoken);
  return [textOf(element), ...inner]
    .filter((part) => part !== '')
    .join(' ')
    .replace(/\s+/g, ' ');
}
