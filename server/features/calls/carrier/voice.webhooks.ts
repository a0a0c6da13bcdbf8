import { digitsDocument, hangUpDocument, musicDocument, retryDocument, sayAndHangUp } from '../../../adapters/telephony/port.js';
import { type Ctx, systemActor } from '../../../core/context.js';
import type { Webhook, WebhookAnswer, WebhookRequest } from '../../../core/http/webhook.js';
import type { Deps } from '../../../deps.js';
import { HOLD_MUSIC_NAME } from '../../queues/index.js';
import { agentArrives } from './agent-arrives.command.js';
import { answerOnce } from './answer-once.js';
import { answerCaller, answerInbound, documentNow, leftDial } from './caller-documents.js';
import { apology } from './document-for.js';
import { waitDocumentFor } from './wait-document.js';

type Run = (ctx: Ctx, request: WebhookRequest) => Promise<{ xml: string; callId?: string }>;
const xml = (document: string): WebhookAnswer => ({ status: 200, xml: document });
/** How often a caller is sent round while our own house is in disorder, and how long each round takes. */
const MAX_ROUNDS = 60;
const ROUND_SECONDS = 2;

/**
 * What a leg is told while we cannot answer: a pause, then the same question again from the start, two minutes long, then an apology. Never 5xx: the
 * carrier would end the call. A call that is known goes on where it was, because its answer follows from its state.
 */
function tryAgain(deps: Deps, request: WebhookRequest): WebhookAnswer {
  const round = Number(request.query.round ?? 0) + 1;
  if (round > MAX_ROUNDS) return xml(sayAndHangUp(apology('de')));
  return xml(retryDocument({ seconds: ROUND_SECONDS, url: deps.telephony.twimlUrl(`/twilio/voice/inbound?round=${round}`) }));
}

/** The documents of voice.md §1.1, each answered from one transaction. */
export function voiceWebhooks(deps: Deps): Webhook[] {
  const { transaction, telephony } = deps;
  const once = (step: string, run: Run): Webhook => ({
    method: 'POST',
    path: `/twilio/voice/${step}`,
    run: async (request) => {
      const key = {
        callSid: request.params.CallSid ?? '',
        step,
        visit: `${request.query.v ?? ''}:${request.query.role ?? ''}:${request.query.round ?? ''}`,
      };
      return xml(await answerOnce(transaction, request, key, (ctx) => run(ctx, request)));
    },
    onError: (request) => tryAgain(deps, request),
  });
  const now = (step: string): Webhook => ({
    method: 'POST',
    path: `/twilio/voice/${step}`,
    run: async (request) => xml(await transaction(systemActor('carrier'), (ctx) => documentNow(ctx, telephony, request))),
    onError: (request) => tryAgain(deps, request),
  });
  const read = (step: string, run: (request: WebhookRequest) => Promise<string> | string): Webhook => ({
    method: 'POST',
    path: `/twilio/voice/${step}`,
    run: async (request) => xml(await run(request)),
    onError: () => xml(musicDocument(telephony.publicUrl(HOLD_MUSIC))),
  });
  return [
    once('inbound', (ctx, request) => answerInbound(ctx, telephony, request)),
    once('fallback', (ctx, request) => answerInbound(ctx, telephony, request)),
    now('requeue'),
    now('join'),
    once('left', (ctx, request) =>
      request.query.role === 'agent'
        ? Promise.resolve({ xml: hangUpDocument() })
        : answerCaller(ctx, telephony, request, (work) => leftDial(work, request)),
    ),
    {
      ...once('agent', (ctx, { params }) =>
        agentArrives(ctx, telephony, { callSid: params.CallSid ?? '', from: params.From ?? '', nonce: params.nonce ?? '' }),
      ),
      // An agent's device that we cannot let in must not ring round like a caller.
      onError: () => xml(hangUpDocument()),
    },
    read('wait', (request) => waitDocumentFor(deps, request)),
    read('connect-music', () => musicDocument(telephony.publicUrl(HOLD_MUSIC))),
    read('digits', (request) => digitsDocument((request.query.d ?? '').replace(/[^0-9*#w]/g, ''))),
  ];
}

/** The product's own music. */
const HOLD_MUSIC = `/media/${HOLD_MUSIC_NAME}`;
