import type { Logger } from 'pino';
import type { SimulatorAccount, TelephonyPort } from '../../adapters/telephony/port.js';
import type { Clock } from '../../core/clock.js';
import type { Transaction } from '../../core/context.js';

/** What the environment says about telephony; it outranks the settings. */
export interface TelephonyEnvironment {
  accountSid: string | undefined;
  /** One token, or during a rotation both, separated by a comma. */
  authToken: string | undefined;
  apiKeySid: string | undefined;
  apiKeySecret: string | undefined;
  region: string | undefined;
  edge: string | undefined;
  publicUrl: string | undefined;
  /** Data folder, where the installation's key lies. */
  dataDir: string;
}

/** What this feature needs of the process. */
export interface TelephonyDeps {
  environment: TelephonyEnvironment;
  telephony: TelephonyPort;
  log: Logger;
  clock: Clock;
  transaction: Transaction;
  /** Starts or adopts the simulator; null where there is none to start. */
  startSimulator: (() => Promise<SimulatorAccount>) | null;
  /** Where the simulator reaches us. */
  ownOrigin: () => string;
}
