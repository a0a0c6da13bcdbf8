import type { HttpMethod } from '../model/call.js';
import type { FormParams } from './signature.js';

/** What a webhook is for. The first group wants TwiML back, the second only a 2xx. */
export type WebhookFamily =
  | 'voice'
  | 'action'
  | 'enqueue-action'
  | 'wait'
  | 'fallback'
  | 'call-progress'
  | 'conference'
  | 'gather-partial'
  | 'media';

/** A request the carrier is about to make to the application. */
export interface Webhook {
  family: WebhookFamily;
  url: string;
  method: HttpMethod;
  params: FormParams;
  callSid: string | undefined;
  conferenceSid?: string;
  /** The event inside the family: a call status, a conference event, a queue result. */
  event: string;
}

/** How it ended. `code` is Twilio's error code for the debugger when it failed. */
export type WebhookReply =
  | { ok: true; status: number; contentType: string; body: string }
  | { ok: false; status?: number; code: number; message: string };

/** One line of the request log. */
export interface WebhookRecord {
  n: number;
  at: number;
  family: WebhookFamily;
  event: string;
  callSid?: string;
  conferenceSid?: string;
  url: string;
  method: HttpMethod;
  params: Record<string, string>;
  token: string;
  attempts: number;
  fault?: string;
  status?: number;
  error?: string;
  /** The answer's body, for families that want a document. */
  answer?: string;
}
