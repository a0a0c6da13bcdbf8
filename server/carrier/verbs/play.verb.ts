import { takeOffHook } from '../runtime/call-lifecycle.js';
import { numberOf, resolveUrl } from '../twiml/attributes.js';
import { DocumentFailure } from '../twiml/document.js';
import { textOf } from '../twiml/xml.js';
import { notify } from '../webhooks/notify.js';
import { sounding, type Verb } from './verb.js';

const MS_PER_TONE = 500;

/** `<Play>`: a file as long as it is, `loop` times (0: without end), or key tones. A file that is not there is skipped, with an error. */
export const play: Verb = async (run, element, document) => {
  takeOffHook(run.net, run.call);
  const digits = element.attributes['digits'];
  if (digits !== undefined) {
    await sounding(run, { kind: 'tones', digits }, digits.length * MS_PER_TONE);
    return undefined;
  }
  const address = textOf(element);
  if (address === '') throw new DocumentFailure(12200, '<Play> has no URL', document.base);
  const url = resolveUrl(document, address);
  const ms = await run.guard(run.net.media.lengthOf(url));
  if (ms === 0) {
    notify(run.net, { code: 11200, text: `Got no audio from ${url}`, callSid: run.call.sid, url, method: 'GET' });
    return undefined;
  }
  const loop = numberOf(element, 'loop', 1);
  await sounding(run, { kind: 'play', url, loop }, loop === 0 ? Number.POSITIVE_INFINITY : ms * loop);
  return undefined;
};
