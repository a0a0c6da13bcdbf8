import type { Timer } from '../clock/clock.js';
import { newSid } from '../network.js';
import { takeOffHook } from '../runtime/call-lifecycle.js';
import { Interrupted, type Run } from '../runtime/run.js';
import { methodOf, numberOf, resolveUrl } from '../twiml/attributes.js';
import { DocumentFailure } from '../twiml/document.js';
import { fromUrl, type Source } from '../twiml/source.js';
import type { FormParams } from '../webhooks/signature.js';
import { loadInBackground } from './background.js';
import type { Verb } from './verb.js';

/**
 * `<Record>`: records until a finishing key, `timeout` seconds of silence (the simulated caller keeps silent) or `maxLength`, then
 * asks `action`. No sound is kept: the recording has an identifier and a length only. A caller who hangs up sends `Digits=hangup`.
 */
export const record: Verb = async (run, element, document) => {
  takeOffHook(run.net, run.call);
  const address = element.attributes['action'] ?? document.base;
  if (address === undefined) throw new DocumentFailure(15004, '<Record> in inline TwiML has no action');
  const url = resolveUrl(document, address);
  const started = run.net.clock.now();
  const sid = newSid(run.net, 'RE');
  const source = (digits: string): Source => {
    const seconds = Math.max(1, Math.round((run.net.clock.now() - started) / 1000));
    const extra: FormParams = [
      ['RecordingUrl', `https://api.twilio.com/2010-04-01/Accounts/${run.net.account.accountSid}/Recordings/${sid}`],
      ['RecordingSid', sid],
      ['RecordingDuration', String(seconds)],
      ['Digits', digits],
    ];
    return fromUrl(url, methodOf(element, 'method'), { family: 'action', event: 'record', extra });
  };
  const limit = Math.min(numberOf(element, 'timeout', 5), numberOf(element, 'maxLength', 3600)) * 1000;
  try {
    const key = await untilKey(run, element.attributes['finishOnKey'] ?? '1234567890*#', limit);
    return { kind: 'goto', source: source(key) };
  } catch (error) {
    if (error instanceof Interrupted && error.why.kind === 'hangup') loadInBackground(run, source('hangup'));
    throw error;
  }
};

async function untilKey(run: Run, keys: string, limitMs: number): Promise<string> {
  const { call } = run;
  let timer: Timer | undefined;
  let press: ((digit: string) => void) | undefined;
  try {
    return await run.wait<string>((finish) => {
      timer = run.net.clock.after(limitMs, () => finish(''));
      press = (digit) => {
        if (keys.includes(digit)) finish(digit);
      };
      call.keypad.push(press);
    });
  } finally {
    timer?.cancel();
    call.keypad.splice(0, call.keypad.length, ...call.keypad.filter((listener) => listener !== press));
  }
}
