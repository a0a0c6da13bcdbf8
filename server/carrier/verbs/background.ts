import type { Run } from '../runtime/run.js';
import type { Source } from '../twiml/source.js';
import { commonParams } from '../webhooks/common-params.js';
import { warnOfCallback } from '../webhooks/notify.js';

/** Asks for a document whose answer nobody will run: the leg is over or has gone on to something else. */
export function loadInBackground(run: Run, source: Source): void {
  if (source.kind === 'inline') return;
  const { net, call } = run;
  const webhook = {
    family: source.family,
    url: source.url,
    method: source.method,
    params: [...commonParams(call, net.account.accountSid), ...source.extra],
    callSid: call.sid,
    event: source.event,
  };
  void net.webhooks.send(webhook).then((reply) => warnOfCallback(net, webhook, reply));
}
