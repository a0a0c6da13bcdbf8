import type { HttpMethod } from '../model/call.js';
import type { FormParams } from '../webhooks/signature.js';
import type { WebhookFamily } from '../webhooks/webhook.js';

/** Where the next document comes from. */
export type Source =
  | { kind: 'url'; url: string; method: HttpMethod; family: WebhookFamily; event: string; extra: FormParams }
  | { kind: 'inline'; twiml: string };

/** A source that asks the application at `url`. */
export function fromUrl(url: string, method: HttpMethod, request: { family: WebhookFamily; event: string; extra?: FormParams }): Source {
  return { kind: 'url', url, method, family: request.family, event: request.event, extra: request.extra ?? [] };
}
