import type { HttpMethod } from '../model/call.js';
import { type Network, newSid } from '../network.js';
import type { Webhook, WebhookReply } from './webhook.js';

const KEPT = 1000;

/** What is written into the account's error log. */
export interface Complaint {
  code: number;
  text: string;
  callSid?: string | undefined;
  url?: string | undefined;
  method?: HttpMethod;
  warning?: boolean;
}

/** Writes an error or warning into the account's log (`/Notifications`), as Twilio's debugger would show it. */
export function notify(net: Network, complaint: Complaint): void {
  net.notifications.unshift({
    sid: newSid(net, 'NO'),
    callSid: complaint.callSid ?? null,
    at: net.clock.now(),
    code: complaint.code,
    log: complaint.warning ? '1' : '0',
    text: complaint.text,
    requestUrl: complaint.url ?? '',
    requestMethod: complaint.method ?? 'POST',
  });
  net.notifications.length = Math.min(net.notifications.length, KEPT);
  net.trace.add('notification', complaint.callSid, { code: complaint.code, text: complaint.text, url: complaint.url });
}

/** Warning 15003: a status callback did not get its 2xx. Nothing else follows from it. */
export function warnOfCallback(net: Network, webhook: Webhook, reply: WebhookReply): void {
  if (reply.ok) return;
  notify(net, { code: 15003, text: reply.message, callSid: webhook.callSid, url: webhook.url, method: webhook.method, warning: true });
}
