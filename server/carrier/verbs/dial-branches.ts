import type { Call, ProgressEvent } from '../model/call.js';
import { partyAt } from '../runtime/dialling.js';
import { createCall } from '../runtime/new-call.js';
import type { Run } from '../runtime/run.js';
import { methodOf, resolveUrl } from '../twiml/attributes.js';
import { DocumentFailure, type TwimlDocument } from '../twiml/document.js';
import { fromUrl, type Source } from '../twiml/source.js';
import { elementsOf, textOf, type XmlElement } from '../twiml/xml.js';
import { notify } from '../webhooks/notify.js';

const MOST_BRANCHES = 10;

/** One party a `<Dial>` calls. */
export interface Branch {
  leg: Call;
  /** Document for the called party's ears before it is connected. */
  whisper: Source | undefined;
  /** True once REST gave the leg something else to do: it no longer ends with the Dial. */
  escaped: boolean;
}

/** Makes the legs of a `<Dial>`, not yet dialled. Addresses that cannot be dialled are left out, with an entry in the error log. */
export function branchesOf(run: Run, elements: { dial: XmlElement; document: TwimlDocument }): Branch[] {
  const nouns = elementsOf(elements.dial);
  if (nouns.length > MOST_BRANCHES) throw new DocumentFailure(12200, '<Dial> takes at most ten nouns', elements.document.base);
  const all = nouns.length > 0 ? nouns : [{ name: 'Number', attributes: {}, children: [textOf(elements.dial)] }];
  return all.flatMap((noun) => branch(run, noun, elements) ?? []);
}

function branch(run: Run, noun: XmlElement, elements: { dial: XmlElement; document: TwimlDocument }): Branch | undefined {
  const { net, call } = run;
  const to = addressOf(noun);
  const from = elements.dial.attributes['callerId'] ?? call.from;
  const fault = whyNot(to, from);
  if (fault) {
    notify(net, { code: fault.code, text: fault.text, callSid: call.sid, url: elements.document.base });
    return undefined;
  }
  const { attributes } = noun;
  const callback = attributes['statusCallback'];
  const events = (attributes['statusCallbackEvent'] ?? 'completed').split(' ').filter(isProgressEvent);
  const leg = createCall(net, {
    from,
    to,
    direction: 'outbound-dial',
    status: 'queued',
    party: partyAt(net, to),
    parent: call,
    customParams: parametersOf(noun),
    ...(callback === undefined
      ? {}
      : {
          progress: {
            url: resolveUrl(elements.document, callback),
            method: methodOf(noun, 'statusCallbackMethod'),
            events: new Set(events),
            sequence: 0,
          },
        }),
  });
  const url = attributes['url'];
  const whisper =
    url === undefined
      ? undefined
      : fromUrl(resolveUrl(elements.document, url), methodOf(noun, 'method'), { family: 'voice', event: 'whisper' });
  return { leg, whisper, escaped: false };
}

function addressOf(noun: XmlElement): string {
  const identity = elementsOf(noun).find((child) => child.name === 'Identity');
  const text = identity ? textOf(identity) : textOf(noun);
  if (noun.name === 'Client') return `client:${text}`;
  return noun.name === 'Sip' ? text : text.replace(/[\s()./-]/g, '');
}

function whyNot(to: string, from: string): { code: number; text: string } | undefined {
  if (!/^\+[1-9]\d{5,14}$/.test(to) && !/^(client|sip):.+/.test(to)) return { code: 13224, text: `Dial: invalid phone number ${to}` };
  if (to.startsWith('+') && !/^\+?\d+$/.test(from)) return { code: 13214, text: `Dial: invalid callerId ${from}` };
  return undefined;
}

function parametersOf(noun: XmlElement): Record<string, string> {
  const pairs = elementsOf(noun)
    .filter((child) => child.name === 'Parameter')
    .map((child) => [child.attributes['name'] ?? '', child.attributes['value'] ?? '']);
  return Object.fromEntries(pairs);
}

function isProgressEvent(text: string): text is ProgressEvent {
  return ['initiated', 'ringing', 'answered', 'completed'].includes(text);
}
