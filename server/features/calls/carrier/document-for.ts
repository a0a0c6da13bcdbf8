import {
  enqueueDocument,
  forwardDocument,
  hangUpDocument,
  type Prompt,
  roomDocument,
  sayAndHangUp,
  type TelephonyPort,
} from '../../../adapters/telephony/port.js';
import type { Ctx } from '../../../core/context.js';
import { HOLD_MUSIC_NAME, HOLD_MUSIC_SECONDS, planForQueue } from '../../queues/index.js';
import type { CallEntity } from '../call.entity.js';
import { pathFor } from '../divert-call.command.js';
import { carrierQueueName, roomName, urlsOf } from './urls.js';

/**
 * The document the caller's leg should be executing now, by the state of the call alone. Every request of that leg is answered with it, so it
 * does not matter which of two requests the carrier makes first, or whether it executes an answer at all (voice.md §2, §11).
 * `before`: what is said first.
 */
export async function documentFor(ctx: Ctx, telephony: TelephonyPort, call: CallEntity, before: readonly Prompt[] = []): Promise<string> {
  switch (call.state) {
    case 'QUEUED':
    case 'OFFERING':
    case 'CONNECTING':
      return queueDocument(telephony, call, before);
    case 'BRIDGING':
    case 'TALKING':
    case 'HELD':
    case 'AGENT_LOST':
      return customerRoom(telephony, call);
    case 'OVERFLOW':
      return overflowDocument(ctx, { telephony, call, before });
    default:
      return hangUpDocument();
  }
}

/** Into the carrier's queue, and music for as long as it takes should that fail. Nothing in it depends on the moment. */
export function queueDocument(telephony: TelephonyPort, call: CallEntity, before: readonly Prompt[] = []): string {
  const urls = urlsOf(telephony, call);
  return enqueueDocument({
    queueName: carrierQueueName(call.queueId),
    waitUrl: urls.wait,
    againUrl: urls.requeue,
    musicUrl: telephony.publicUrl(`/media/${HOLD_MUSIC_NAME}`),
    musicSeconds: HOLD_MUSIC_SECONDS,
    before: before.map((prompt) => absolute(telephony, prompt)),
  });
}

/** A document that is given inline has no address of its own that others could be relative to. */
function absolute(telephony: TelephonyPort, prompt: Prompt): Prompt {
  return prompt.kind === 'play' && prompt.url.startsWith('/') ? { ...prompt, url: telephony.publicUrl(prompt.url) } : prompt;
}

/** What a redirecting command has to say first; see `followDiversion`. */
export function promptsFrom(argument: string | null): Prompt[] {
  return argument === null ? [] : (JSON.parse(argument) as Prompt[]);
}

/** Puts the caller's leg into the call's room. */
export function customerRoom(telephony: TelephonyPort, call: CallEntity): string {
  const urls = urlsOf(telephony, call);
  return roomDocument({
    room: roomName(call),
    label: 'customer',
    role: 'customer',
    actionUrl: urls.left('customer'),
    statusUrl: urls.conference,
    waitUrl: urls.connectMusic,
  });
}

/** Puts an agent's leg into the call's room. */
export function agentRoom(telephony: TelephonyPort, call: CallEntity, label: string): string {
  const urls = urlsOf(telephony, call);
  return roomDocument({
    room: roomName(call),
    label,
    role: 'agent',
    actionUrl: urls.left('agent'),
    statusUrl: urls.conference,
    waitUrl: urls.connectMusic,
  });
}

/** What callers hear who cannot be served in the usual way. Without words of the queue's own they hear a short apology. */
async function overflowDocument(
  ctx: Ctx,
  { telephony, call, before }: { telephony: TelephonyPort; call: CallEntity; before: readonly Prompt[] },
): Promise<string> {
  const plan = call.queueId === null ? null : await planForQueue(ctx, call.queueId);
  const path = plan === null ? null : pathFor(plan, call.endReason);
  const prompts = [...before, ...(path?.prompts ?? [])];
  if (path?.action === 'forward' && path.number !== null) {
    const urls = urlsOf(telephony, call);
    return forwardDocument({ prompts, number: path.number, actionUrl: urls.left('forward'), statusUrl: urls.forwarded });
  }
  return sayAndHangUp(prompts.length > 0 ? prompts : apology(plan?.language ?? 'de'));
}

const SORRY = {
  de: 'Wir können Ihren Anruf im Augenblick leider nicht annehmen. Bitte versuchen Sie es später noch einmal.',
  en: 'We are sorry, we cannot take your call right now. Please try again later.',
} as const;

/** A short apology in the queue's language. */
export function apology(language: 'de' | 'en'): Prompt[] {
  return [{ kind: 'say', text: SORRY[language], language }];
}
