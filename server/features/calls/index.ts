import { systemActor } from '../../core/context.js';
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
import { reconcile, reconcileAgain, reconcileJob } from './reconcile/reconcile.job.js';
import { endWaiting, timeOutCall } from './time-out-call.command.js';

export { maySeeCall } from './calls.policy.js';
export { type Match, makeOffer, type OfferingQueue } from './make-offer.command.js';

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
  // A worker's running job is invisible to the queue's count; tests and shutdown wait for it here.
  const tracked = (work: Promise<void>): Promise<void> => {
    const shadow = work.catch(() => undefined).finally(() => pending.delete(shadow));
    pending.add(shadow);
    return work;
  };
  return {
    name: 'calls',
    routes: callsRoutes,
    webhooks: [...voiceWebhooks(deps), ...callbackWebhooks(deps, inbox)],
    reactions: callsReactions(deps.transaction, later),
    jobs: [
      handleJob(carrierJob, (payload, tools) => tracked(runCarrierCommand(deps, payload, tools))),
      handleJob(reconcileJob, (payload, tools) => tracked(reconcile(deps, payload, tools))),
    ],
    deadlines: [
      handleDeadline(offerExpire, expireOffer),
      handleDeadline(stateTimeout, timeOutCall),
      handleDeadline(maxWait, endWaiting),
      handleDeadline(commitDesk, commitFinished),
      handleDeadline(reconcileAgain, (ctx, pass) => ctx.enqueue(reconcileJob, pass, { key: 'calls.reconcile' })),
      handleDeadline(carrierRetry, (ctx, { callId, commandId }) => enqueueCommand(ctx, callId, commandId)),
    ],
    personalData: callsPersonalData,
    settle: async () => {
      while (pending.size > 0) await Promise.all(pending);
      await inbox.drain();
    },
    boot: async () => {
      inbox.startPolling();
      await inbox.drain();
      // After a restart the carrier is asked about every leg before anything else is believed.
      await deps.transaction(systemActor('boot'), (ctx) => ctx.enqueue(reconcileJob, { isBoot: true }, { key: 'calls.reconcile' }));
    },
    stop: () => inbox.stop(),
  };
}
