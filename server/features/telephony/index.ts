import { type Feature, handleDeadline, handleJob } from '../../core/feature.js';
import type { Deps } from '../../deps.js';
import { CarrierConnection } from './carrier-connection.js';
import { doTelephonyWork } from './do-telephony-work.js';
import { SimulatorRinger } from './simulator-ringer.js';
import { telephonyRoutes } from './telephony.routes.js';
import { telephonyWebhooks } from './telephony.webhooks.js';
import { giveUpWork, stuckDeadline, telephonyJob } from './telephony-work.js';

export { telephonyAudience } from './telephony.audience.js';

/** The connected telephone network: Twilio by environment or settings, else the simulator; its tests, settings, tokens and bell. */
export function telephonyFeature(deps: Deps): Feature {
  const connection = new CarrierConnection(deps);
  const ringer = new SimulatorRinger(deps);
  return {
    name: 'telephony',
    routes: telephonyRoutes(deps, connection, ringer),
    webhooks: telephonyWebhooks(deps),
    jobs: [handleJob(telephonyJob, (work, tools) => doTelephonyWork(work, { ...tools, deps, connection }))],
    deadlines: [handleDeadline(stuckDeadline, (ctx) => giveUpWork(ctx, deps))],
    boot: () => connection.open(),
    settle: async () => {
      await connection.settle();
      await ringer.settle();
    },
    stop: async () => {
      await ringer.stop();
      await connection.close();
    },
    personalData: [{ table: 'telephony', columns: [], key: null, erasure: 'none', kept: 'until disconnected' }],
  };
}
