import { randomBytes } from 'node:crypto';
import type { OracleLimits } from './control/oracle.js';
import type { DeviceLimits } from './devices/device-registry.js';
import type { Quirks } from './model/quirks.js';
import type { Credentials } from './network.js';

/** How the carrier runs; everything has a default. */
export interface CarrierOptions {
  /** `real`, `manual` (time moves by `clock.advance` only), or a number: that many times as fast as real. */
  clock?: 'real' | 'manual' | number;
  /** Start of a manual clock, in milliseconds since the epoch. */
  startAt?: number;
  host?: string;
  /** 0 (the default) takes a free port. */
  port?: number;
  credentials?: Partial<Credentials>;
  /** The same seed gives the same identifiers and the same luck. Random unless given. */
  seed?: string;
  /** E.164 numbers the account owns at the start. */
  numbers?: readonly string[];
  /** REST-created legs a second. Twilio's default is 1. */
  callsPerSecond?: number;
  /** Requests at a time before 429/20429. */
  apiConcurrency?: number;
  /** Length assumed of audio that cannot be looked at. */
  unknownMediaMs?: number;
  quirks?: Partial<Quirks>;
  devices?: Partial<DeviceLimits>;
  oracle?: Partial<OracleLimits>;
}

/** Numbers that belong to nobody: Berlin's range for films (030 23125 000 to 999), Twilio's test number and a North American 555-01xx. */
export const defaultNumbers: readonly string[] = [
  '+493023125000',
  '+493023125100',
  '+493023125200',
  '+493023125300',
  '+15005550006',
  '+14155550100',
];

/** Made-up credentials for whatever is not given. */
export function completeCredentials(given: Partial<Credentials> = {}): Credentials {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  return {
    accountSid: given.accountSid ?? `AC${hex(16)}`,
    authToken: given.authToken ?? hex(16),
    apiKeySid: given.apiKeySid ?? `SK${hex(16)}`,
    apiKeySecret: given.apiKeySecret ?? hex(16),
    controlSecret: given.controlSecret ?? hex(24),
  };
}
