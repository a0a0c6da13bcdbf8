import { endCall, takeOffHook } from '../runtime/call-lifecycle.js';
import { methodOf, numberOf, resolveUrl } from '../twiml/attributes.js';
import { fromUrl } from '../twiml/source.js';
import { textOf } from '../twiml/xml.js';
import type { Verb } from './verb.js';

/** `<Pause>`: silence for `length` seconds (1). Does not take the leg off the hook. */
export const pause: Verb = async (run, element) => {
  await run.sleep(numberOf(element, 'length', 1) * 1000);
  return undefined;
};

/** `<Redirect>`: on with another document. Without an address: the current one again. */
export const redirect: Verb = async (run, element, document) => {
  const url = resolveUrl(document, textOf(element) || (document.base ?? ''));
  const family = run.parent ? 'wait' : 'voice';
  return { kind: 'goto', source: fromUrl(url, methodOf(element, 'method'), { family, event: 'redirect' }) };
};

/** `<Reject>`: refuses an inbound leg that was not answered yet; an answered one is hung up. */
export const reject: Verb = async (run, element) => {
  const busy = element.attributes['reason'] === 'busy';
  endCall(run.net, run.call, busy ? { status: 'busy', sipCode: 486 } : { status: 'no-answer', sipCode: 603 });
  return { kind: 'hangup' };
};

/** `<Hangup>`: ends the leg. As first verb it still answers (and bills): only Reject does not. */
export const hangup: Verb = async (run) => {
  takeOffHook(run.net, run.call);
  return { kind: 'hangup' };
};

/** `<Leave>`: out of the queue the leg is waiting in; elsewhere it does nothing. */
export const leave: Verb = async (run) => (run.parent ? { kind: 'leave' } : undefined);
