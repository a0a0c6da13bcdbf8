import type { Call } from '../model/call.js';
import type { Network } from '../network.js';
import { DocumentFailure, type DocumentPlace, parseTwiml, type TwimlDocument } from '../twiml/document.js';
import type { Source } from '../twiml/source.js';
import { commonParams } from '../webhooks/common-params.js';
import { notify } from '../webhooks/notify.js';
import { splitOverrides } from '../webhooks/overrides.js';
import type { FormParams } from '../webhooks/signature.js';
import { queueParams } from './queues.js';
import type { Run } from './run.js';

/**
 * Gets and parses the document of `source`. When that fails and the leg has a fallback URL, asks there once, with `ErrorCode` and
 * `ErrorUrl`. Throws `DocumentFailure` when there is nothing to run, `Interrupted` when the leg moved on meanwhile.
 */
export async function loadDocument(run: Run, source: Source): Promise<TwimlDocument> {
  const place = placeOf(run);
  try {
    return await fetchDocument(run, source, place);
  } catch (error) {
    if (!(error instanceof DocumentFailure)) throw error;
    complain(run.net, run.call, error);
    return fallback(run, source, error);
  }
}

/** Only side runs wait; what they may say depends on where the leg waits. */
function placeOf(run: Run): DocumentPlace {
  if (!run.parent) return 'call';
  return run.call.place.kind === 'conference' ? 'conference-wait' : 'queue-wait';
}

async function fallback(run: Run, source: Source, failure: DocumentFailure): Promise<TwimlDocument> {
  const { voice } = run.call;
  // Waiting music is not the leg's own document: a queue tells its action, a room falls silent.
  if (run.parent || voice.fallbackUrl === undefined || (source.kind === 'url' && source.family === 'fallback')) throw failure;
  const extra: FormParams = [
    ...(source.kind === 'url' ? source.extra : []),
    ['ErrorCode', String(failure.code)],
    ['ErrorUrl', failure.url ?? ''],
  ];
  const next: Source = {
    kind: 'url',
    url: voice.fallbackUrl,
    method: voice.fallbackMethod,
    family: 'fallback',
    event: String(failure.code),
    extra,
  };
  try {
    return await fetchDocument(run, next, 'call');
  } catch (error) {
    if (error instanceof DocumentFailure) complain(run.net, run.call, error);
    throw error;
  }
}

async function fetchDocument(run: Run, source: Source, place: DocumentPlace): Promise<TwimlDocument> {
  if (source.kind === 'inline') return parseTwiml(source.twiml, undefined, place);
  const { net, call } = run;
  const waiting = run.parent && call.place.kind === 'queue' ? queueParams(net, call.place.entry) : [];
  const params: FormParams = [...commonParams(call, net.account.accountSid), ...waiting, ...source.extra];
  const { url } = splitOverrides(source.url);
  const webhook = { family: source.family, url: source.url, method: source.method, params, callSid: call.sid, event: source.event };
  const reply = await run.guard(net.webhooks.send(webhook));
  if (!reply.ok) throw new DocumentFailure(reply.code, reply.message, url);
  net.trace.add('twiml', call.sid, { url, family: source.family, body: reply.body });
  return documentOf(reply.contentType, reply.body, { url, place });
}

function documentOf(contentType: string, body: string, where: { url: string; place: DocumentPlace }): TwimlDocument {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('audio/')) return one('Play', where.url, where.url);
  if (type === 'text/plain') return one('Say', body, where.url);
  if (!['text/xml', 'application/xml', 'text/html', 'application/xhtml+xml'].includes(type)) {
    throw new DocumentFailure(12300, `Invalid Content-Type: attempted to parse content-type of "${contentType}"`, where.url);
  }
  return parseTwiml(body, where.url, where.place);
}

function one(name: string, text: string, base: string): TwimlDocument {
  return { verbs: [{ name, attributes: {}, children: [text] }], base };
}

function complain(net: Network, call: Call, failure: DocumentFailure): void {
  notify(net, { code: failure.code, text: failure.message, callSid: call.sid, url: failure.url });
}
