import { type Feature, handleDeadline, handleJob } from '../../core/feature.js';
import type { Deps } from '../../deps.js';
import { commitDesk, maxWait, offerExpire, stateTimeout } from './call-deadlines.js';
import { callsPersonalData } from './calls.personal-data.js';
import { callsReactions, type Later } from './calls.reactions.js';
import { callsRoutes } from './calls.routes.js';
import { callbackWebhooks } from './carrier/callback.webhooks.js';
import { runCarrierCommand } from './carrier/command-handler.js';
import { InboxRunner } from './carrier/inbox-runner.js';
import { voiceWebhooks } from './carrier/voice.webhooks.js';
import { carrierJob, carrierRetry, enqueueCommand } from './carrier-commands.js';
import { commitFinished } from './desk/close-desk.command.js';
import { expireOffer } from './expire-offer.command.js';
import { endWaiting, timeOutCall } from './time-out-call.command.js';

export { callsAudience } from './calls.audience.js';
export { type Match, makeOffer } from './make-offer.command.js';

/** Calls: the carrier's webhooks and our commands to it, offers, conversations, wrap-up, and debts to callers nobody answered. */
export function callsFeature(deps: Deps): Feature {
  const inbox = new InboxRunner(deps);
  const pending = new Set<Promise<void>>();
  const later: Later = (run) => {
    const work = run()
      .catch((error: unknown) => deps.log.error({ err: error }, 'a call could not follow its agent'))
      .finally(() => pending.delete(work));
    pending.add(work);
  };
  return {
    name: 'calls',
    routes: callsRoutes,
    webhooks: [...voiceWebhooks(deps), ...callbackWebhooks(deps, inbox)],
    reactions: callsReactions(deps.transaction, later),
    jobs: [handleJob(carrierJob, (payload, tools) => runCarrierCommand(deps, payload, tools))],
    deadlines: [
      handleDeadline(offerExpire, expireOffer),
      handleDeadline(stateTimeout, timeOutCall),
      handleDeadline(maxWait, endWaiting),
      handleDeadline(commitDesk, commitFinished),
      handleDeadline(carrierRetry, (ctx, { callId, commandId }) => enqueueCommand(ctx, callId, commandId)),
    ],
    personalData: callsPersonalData,
    settle: async () => {
      while (pending.size > 0) await Promise.all(pending);
      await inbox.drain();
    },
    boot: () => {
      inbox.startPolling();
      return inbox.drain();
    },
    stop: () => inbox.stop(),
  };
}
