import { type Feature, handleDeadline, handleJob } from '../../core/feature.js';
import type { Deps } from '../../deps.js';
import { CarrierConnection } from './carrier-connection.js';
import { doTelephonyWork } from './do-telephony-work.js';
import { SimulatorRinger } from './simulator-ringer.js';
import { telephonyRoutes } from './telephony.routes.js';
import { telephonyWebhooks } from './telephony.webhooks.js';
import type { TelephonyEnvironment } from './telephony-deps.js';
import { giveUpWork, stuckDeadline, telephonyJob } from './telephony-work.js';

export { telephonyAudience } from './telephony.audience.js';

/** The part of the configuration that telephony reads. */
export function environmentOf(config: Deps['config']): TelephonyEnvironment {
  return {
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken: config.TWILIO_AUTH_TOKEN,
    apiKeySid: config.TWILIO_API_KEY,
    apiKeySecret: config.TWILIO_API_SECRET,
    region: config.TWILIO_REGION,
    edge: config.TWILIO_EDGE,
    publicUrl: config.PUBLIC_URL,
    dataDir: config.RINGBACK_DATA,
  };
}

/** The connected telephone network: Twilio by environment or settings, else the simulator; its tests, settings, tokens and bell. */
export function telephonyFeature(all: Deps): Feature {
  const { telephony, log, clock, transaction, startSimulator, ownOrigin } = all;
  const deps = { telephony, log, clock, transaction, startSimulator, ownOrigin, environment: environmentOf(all.config) };
  const connection = new CarrierConnection(deps);
  const ringer = new SimulatorRinger(deps);
  return {
    name: 'telephony',
    routes: telephonyRoutes(deps, connection, ringer),
    webhooks: telephonyWebhooks(deps),
    jobs: [handleJob(telephonyJob, (work, tools) => doTelephonyWork(work, { ...tools, deps, connection }))],
    deadlines: [handleDeadline(stuckDeadline, (ctx) => giveUpWork(ctx, deps))],
    prepare: () => connection.prepare(),
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
