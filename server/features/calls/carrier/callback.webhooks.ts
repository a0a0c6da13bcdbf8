import type { Webhook } from '../../../core/http/webhook.js';
import type { Deps } from '../../../deps.js';
import { receiveCallback } from './inbox.js';
import type { InboxRunner } from './inbox-runner.js';

/** Callbacks: kept, answered with 204, worked out afterwards. When they cannot be kept, 503 makes the carrier try again. */
export function callbackWebhooks(deps: Deps, inbox: InboxRunner): Webhook[] {
  const callback = (family: 'call' | 'conference'): Webhook => ({
    method: 'POST',
    path: `/twilio/cb/${family}`,
    run: async (request) => {
      await receiveCallback(deps.dataSource, family, request);
      inbox.kick();
      return { status: 204 };
    },
  });
  return [callback('call'), callback('conference')];
}
