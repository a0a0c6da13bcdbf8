import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.js';
import type { InFlight } from '../clock/in-flight.js';
import type { Faults } from '../faults/faults.js';
import { type DeliveryResult, deliver } from './http-delivery.js';
import { type DeliveryRules, splitOverrides } from './overrides.js';
import { signature } from './signature.js';
import type { Webhook, WebhookRecord, WebhookReply } from './webhook.js';
import { WebhookTrouble } from './webhook-trouble.js';

const KEPT_RECORDS = 5000;

/** What the sender needs from the carrier. */
export interface SenderContext {
  authToken: string;
  clock: Clock;
  inFlight: InFlight;
  faults: Faults;
  /** One webhook at a time, in order: what a manual clock needs to be repeatable. */
  serial: boolean;
}

/** Makes the carrier's signed requests to the application, with Twilio's time-outs, retries and overrides. */
export class WebhookSender {
  readonly records: WebhookRecord[] = [];
  #count = 0;
  #last: Promise<unknown> = Promise.resolve();
  /** When the application last answered anything at all, on the wall clock. */
  lastAnswerAt = 0;
  readonly #trouble: WebhookTrouble;

  constructor(readonly context: SenderContext) {
    this.#trouble = new WebhookTrouble(context);
  }

  /** Sends and resolves with the answer; never throws. Faults may drop, delay, double or spoil it. */
  async send(webhook: Webhook): Promise<WebhookReply> {
    const record = this.#record(webhook);
    return this.#trouble.around(webhook, record, (wrong) => this.#queue(() => this.#deliver(webhook, record, wrong)));
  }

  /** Forgets the request log. */
  clear(): void {
    this.records.length = 0;
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    if (!this.context.serial) return this.context.inFlight.track(work());
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return this.context.inFlight.track(turn);
  }

  async #deliver(webhook: Webhook, record: WebhookRecord, wrong: 'signature' | 'scheme' | undefined): Promise<WebhookReply> {
    const { url, rules } = splitOverrides(webhook.url);
    const target = webhook.method === 'GET' ? withQuery(url, webhook.params) : url;
    const signed = wrong === 'scheme' ? swapScheme(target) : target;
    const key = wrong === 'signature' ? 'not-the-auth-token' : this.context.authToken;
    const post = webhook.method === 'POST';
    const body = post ? formText(webhook.params) : undefined;
    const headers: Record<string, string> = {
      'X-Twilio-Signature': signature(key, signed, post ? webhook.params : []),
      'I-Twilio-Idempotency-Token': record.token,
      'User-Agent': 'TwilioProxy/1.1',
      Accept: '*/*',
      ...(post ? { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' } : {}),
    };
    const result = await this.#attempts({ url: target, method: webhook.method, headers, body, rules }, record);
    return this.#settle(result, record);
  }

  async #attempts(delivery: Parameters<typeof deliver>[0], record: WebhookRecord): Promise<DeliveryResult> {
    const started = Date.now();
    for (let attempt = 0; ; attempt += 1) {
      record.attempts += 1;
      const left = delivery.rules.totalTimeout - (Date.now() - started);
      const result = await deliver({ ...delivery, rules: { ...delivery.rules, totalTimeout: Math.max(1, left) } });
      if (attempt >= delivery.rules.retries || !mayRetry(result, delivery.rules)) return result;
      if (Date.now() - started >= delivery.rules.totalTimeout) return result;
    }
  }

  #settle(result: DeliveryResult, record: WebhookRecord): WebhookReply {
    if (result.kind === 'failure') {
      record.error = result.message;
      const code = result.cause === 'ct' ? 11205 : 11200;
      return { ok: false, code, message: result.message };
    }
    this.lastAnswerAt = Date.now();
    record.status = result.status;
    record.answer = result.body;
    if (result.status >= 200 && result.status < 300)
      return { ok: true, status: result.status, contentType: result.contentType, body: result.body };
    return { ok: false, status: result.status, code: 11200, message: `Got HTTP ${result.status} response to ${record.url}` };
  }

  #record(webhook: Webhook): WebhookRecord {
    this.#count += 1;
    const record: WebhookRecord = {
      n: this.#count,
      at: this.context.clock.now(),
      family: webhook.family,
      event: webhook.event,
      ...(webhook.callSid === undefined ? {} : { callSid: webhook.callSid }),
      ...(webhook.conferenceSid === undefined ? {} : { conferenceSid: webhook.conferenceSid }),
      url: webhook.url,
      method: webhook.method,
      params: Object.fromEntries(webhook.params),
      token: randomUUID(),
      attempts: 0,
    };
    this.records.push(record);
    if (this.records.length > KEPT_RECORDS * 1.1) this.records.splice(0, this.records.length - KEPT_RECORDS);
    return record;
  }
}

function mayRetry(result: DeliveryResult, rules: DeliveryRules): boolean {
  if (result.kind === 'failure') return rules.causes.has(result.cause);
  if (result.status >= 500) return rules.causes.has('5xx');
  return result.status >= 400 && rules.causes.has('4xx');
}

function withQuery(url: string, params: Webhook['params']): string {
  const query = formText(params);
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

function formText(params: Webhook['params']): string {
  const form = new URLSearchParams();
  for (const [key, value] of params) form.append(key, value);
  return form.toString();
}

function swapScheme(url: string): string {
  return url.startsWith('https:') ? url.replace(/^https:/, 'http:') : url.replace(/^http:/, 'https:');
}
