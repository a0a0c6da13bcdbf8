import { randomUUID } from 'node:crypto';
import type { FaultKind } from '../faults/fault.js';
import type { ActiveFault } from '../faults/faults.js';
import type { Webhook, WebhookFamily, WebhookRecord, WebhookReply } from './webhook.js';
import type { SenderContext } from './webhook-sender.js';

type Deliver = (wrong: 'signature' | 'scheme' | undefined) => Promise<WebhookReply>;

/** How long Twilio's voice service waits for an answer, and how long a webhook held back for reordering waits for another. */
const STALL_MS = 15_000;
const REORDER_MS = 2000;
const TIMED_OUT: WebhookReply = { ok: false, code: 11200, message: 'Read timed out' };

/** Spoils the delivery of webhooks by the faults in force. */
export class WebhookTrouble {
  readonly #held = new Map<WebhookFamily, () => void>();
  readonly #past: { webhook: Webhook; deliver: Deliver }[] = [];

  constructor(readonly context: SenderContext) {}

  /** Delivers by `deliver`, or not, or twice, or late, as the faults say. */
  async around(webhook: Webhook, record: WebhookRecord, deliver: Deliver): Promise<WebhookReply> {
    const strike = (kind: FaultKind): ActiveFault | undefined => {
      const fault = this.context.faults.strike(kind, subjectOf(webhook));
      if (fault) record.fault = kind;
      return fault;
    };
    if (strike('webhook-drop')) return this.#drop(webhook);
    const delay = strike('webhook-delay');
    if (delay) await this.#wait(delay.ms ?? 2000);
    if (!wantsDocument(webhook) && strike('webhook-reorder')) await this.#holdBack(webhook.family);
    this.#remember(webhook, deliver);
    const wrong = strike('webhook-wrong-signature') ? 'signature' : strike('webhook-wrong-scheme') ? 'scheme' : undefined;
    if (strike('webhook-stall')) {
      await Promise.all([deliver(wrong), this.#wait(STALL_MS)]);
      return TIMED_OUT;
    }
    const reply = await deliver(wrong);
    this.#releaseHeld(webhook.family);
    const again = strike('webhook-duplicate');
    if (again) {
      if (again.newToken) record.token = randomUUID();
      await deliver(wrong);
    }
    if (strike('webhook-replay')) await this.#replay(webhook);
    return reply;
  }

  /** A document that never arrives is a read time-out for its leg; a callback that never arrives is simply not sent. */
  async #drop(webhook: Webhook): Promise<WebhookReply> {
    if (wantsDocument(webhook)) await this.#wait(STALL_MS);
    return TIMED_OUT;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.context.clock.after(ms, resolve));
  }

  /** Waits until the next webhook of the family has been delivered, or a little while. */
  async #holdBack(family: WebhookFamily): Promise<void> {
    this.#releaseHeld(family);
    await new Promise<void>((resolve) => {
      this.#held.set(family, resolve);
      this.context.clock.after(REORDER_MS, resolve);
    });
  }

  #releaseHeld(family: WebhookFamily): void {
    const held = this.#held.get(family);
    this.#held.delete(family);
    held?.();
  }

  #remember(webhook: Webhook, deliver: Deliver): void {
    if (wantsDocument(webhook)) return;
    this.#past.push({ webhook, deliver });
    if (this.#past.length > 200) this.#past.shift();
  }

  async #replay(webhook: Webhook): Promise<void> {
    const old = this.#past.find((past) => past.webhook !== webhook && past.webhook.family === webhook.family);
    if (old) await old.deliver(undefined);
  }
}

/** True for the families whose answer is run as TwiML. */
export function wantsDocument(webhook: Webhook): boolean {
  return ['voice', 'action', 'enqueue-action', 'wait', 'fallback'].includes(webhook.family);
}

function subjectOf(webhook: Webhook): Record<string, string | undefined> {
  return {
    ...Object.fromEntries(webhook.params),
    family: webhook.family,
    event: webhook.event,
    url: webhook.url,
    callSid: webhook.callSid,
    conferenceSid: webhook.conferenceSid,
  };
}
