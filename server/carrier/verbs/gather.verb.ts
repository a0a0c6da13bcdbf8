import type { Timer } from '../clock/clock.js';
import { takeOffHook } from '../runtime/call-lifecycle.js';
import { Interrupted, type Run } from '../runtime/run.js';
import { flagOf, methodOf, numberOf, resolveUrl } from '../twiml/attributes.js';
import { DocumentFailure, type TwimlDocument } from '../twiml/document.js';
import { fromUrl } from '../twiml/source.js';
import { elementsOf, type XmlElement } from '../twiml/xml.js';
import type { FormParams } from '../webhooks/signature.js';
import { play } from './play.verb.js';
import { say } from './say.verb.js';
import { pause } from './simple.verbs.js';
import type { Verb } from './verb.js';

const PROMPTS: Record<string, Verb> = { Say: say, Play: play, Pause: pause };

interface Settings {
  digits: boolean;
  speech: boolean;
  numDigits: number;
  finishOnKey: string;
  timeoutMs: number;
}

interface Heard {
  digits: string;
  speech?: string;
  finishedBy?: string;
}

/** `<Gather>`: plays its prompts and listens for keys or speech. With nothing heard it falls through, unless `actionOnEmptyResult`. */
export const gather: Verb = async (run, element, document) => {
  takeOffHook(run.net, run.call);
  const input = (element.attributes['input'] ?? 'dtmf').split(' ');
  const settings: Settings = {
    digits: input.includes('dtmf'),
    speech: input.includes('speech'),
    numDigits: numberOf(element, 'numDigits', Number.POSITIVE_INFINITY),
    finishOnKey: element.attributes['finishOnKey'] ?? '#',
    timeoutMs: numberOf(element, 'timeout', 5) * 1000,
  };
  const heard = await listen(run, settings, { element, document });
  const empty = heard.digits === '' && heard.speech === undefined;
  if (empty && !flagOf(element, 'actionOnEmptyResult', false)) return undefined;
  // Without an action the current document is asked again: the well-known loop.
  const address = element.attributes['action'] ?? document.base;
  if (address === undefined) throw new DocumentFailure(15004, '<Gather> in inline TwiML has no action');
  const url = resolveUrl(document, address);
  return {
    kind: 'goto',
    source: fromUrl(url, methodOf(element, 'method'), { family: 'action', event: 'gather', extra: heardParams(heard) }),
  };
};

function heardParams(heard: Heard): FormParams {
  if (heard.speech !== undefined) {
    return [
      ['SpeechResult', heard.speech],
      ['Confidence', '0.9'],
    ];
  }
  return [
    ['Digits', heard.digits],
    ['FinishedOnKey', heard.finishedBy ?? ''],
    ['msg', 'Gather End'],
  ];
}

async function listen(run: Run, settings: Settings, prompt: { element: XmlElement; document: TwimlDocument }): Promise<Heard> {
  const { call, net } = run;
  const prompts = run.child();
  const heard: Heard = { digits: '' };
  let timer: Timer | undefined;
  let press: ((digit: string) => void) | undefined;
  let hear: ((text: string) => void) | undefined;
  try {
    return await run.wait<Heard>((finish, fail) => {
      const arm = () => {
        timer?.cancel();
        timer = net.clock.after(settings.timeoutMs, () => finish(heard));
      };
      press = (digit) => {
        prompts.interrupt({ kind: 'stop' });
        if (!settings.digits) return;
        if (settings.finishOnKey.includes(digit)) heard.finishedBy = digit;
        else heard.digits += digit;
        if (heard.finishedBy !== undefined || heard.digits.length >= settings.numDigits) finish(heard);
        else arm();
      };
      hear = (text) => {
        if (!settings.speech) return;
        prompts.interrupt({ kind: 'stop' });
        finish({ ...heard, speech: text });
      };
      call.keypad.push(press);
      call.ears.push(hear);
      if (net.quirks.gatherTimeout === 'from-start') arm();
      playPrompts(prompts, prompt).then(() => timer ?? arm(), ignoreStop(fail));
      call.party.prompted(call);
    });
  } finally {
    timer?.cancel();
    call.keypad.splice(0, call.keypad.length, ...call.keypad.filter((listener) => listener !== press));
    call.ears.splice(0, call.ears.length, ...call.ears.filter((listener) => listener !== hear));
    prompts.interrupt({ kind: 'stop' });
  }
}

async function playPrompts(prompts: Run, prompt: { element: XmlElement; document: TwimlDocument }): Promise<void> {
  for (const element of elementsOf(prompt.element)) await PROMPTS[element.name]?.(prompts, element, prompt.document);
}

/** A prompt stopped by a key is no failure; a leg that goes away tells its own run. */
function ignoreStop(fail: (error: unknown) => void): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Interrupted)) fail(error);
  };
}
