import { resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import type { TelephonyAccount } from '../../../server/adapters/telephony/port.js';
import { createTelephony } from '../../../server/adapters/telephony/telephony.js';
import type { Config } from '../../../server/config.js';
import { installationKey } from '../../../server/core/installation-key.js';
import { testConnection } from '../../../server/features/telephony/check-steps.js';
import { environmentOf } from '../../../server/features/telephony/index.js';
import { accountOfEnvironment, accountOfRow, readTelephony } from '../../../server/features/telephony/telephony-row.js';
import type { TelephonyStep } from '../../../shared/models/telephony.js';
import { readSimulatorState } from '../simulator-state.js';
import type { Finding } from './finding.js';

const NAMES: Record<TelephonyStep['code'], string> = {
  'public-url': 'public address',
  credentials: 'telephone account',
  clock: 'carrier clock',
  application: 'TwiML application',
  numbers: 'numbers',
  number: 'number',
  'test-call': 'test call',
  signature: 'signature',
};
const REMEDIES: Partial<Record<TelephonyStep['code'], string>> = {
  'public-url': 'Set PUBLIC_URL to the https address that leads to this server, and start it.',
  credentials: 'Settings → Telephony: enter account SID, API key and auth token again.',
  numbers: 'Settings → Telephony → apply points your numbers here.',
  signature: 'The proxy in front must pass path and query unchanged, and PUBLIC_URL must be exactly the address Twilio calls.',
  clock: 'Synchronise the clock (NTP).',
};

function simulatorAccount(config: Config): TelephonyAccount | null {
  const state = readSimulatorState(config.RINGBACK_DATA);
  if (!state) return null;
  const { accountSid, apiKeySid, apiKeySecret, authToken, controlSecret, restBase } = state;
  const webhookBase = `http://127.0.0.1:${config.PORT}`;
  return {
    kind: 'simulator',
    accountSid,
    apiKeySid,
    apiKeySecret,
    authTokens: [authToken],
    region: null,
    edge: null,
    restBase,
    controlSecret,
    webhookBase,
    applicationSid: null,
  };
}

/** What only a real account can have wrong: no application, no fallback for when this server is down. */
function settings(account: TelephonyAccount, fallbackUrl: string | null): Finding[] {
  if (account.kind === 'simulator') return [];
  const application: Finding = {
    what: NAMES.application,
    state: account.applicationSid === null ? 'failed' : 'ok',
    words: account.applicationSid ?? 'none: browsers cannot phone',
    remedy: 'Settings → Telephony → apply.',
  };
  const isOutside = fallbackUrl !== null && !fallbackUrl.startsWith(account.webhookBase);
  const fallback: Finding = {
    what: 'fallback',
    state: isOutside ? 'ok' : 'warning',
    words: isOutside ? fallbackUrl : 'on this server: callers hear an error while it is down',
    remedy: 'The admin guide shows how to put a fallback at Twilio that keeps callers on music.',
  };
  return [application, fallback];
}

/** The whole telephone chain of the installation, asked from outside: credentials, numbers, public address, signature, clock. */
export async function examineTelephony(config: Config, source: DataSource): Promise<Finding[]> {
  const row = await readTelephony({ db: source.manager, now: new Date() });
  const real =
    accountOfEnvironment(environmentOf(config), row.applicationSid) ??
    (row.kind === 'twilio' ? accountOfRow(row, installationKey(resolve(config.RINGBACK_DATA)), config.PUBLIC_URL) : null);
  if (!real && row.kind === 'twilio') {
    return [
      {
        what: 'telephone account',
        state: 'failed',
        words: 'was sealed with another secrets.json',
        remedy: 'Restore secrets.json from the backup, or connect the account again.',
      },
    ];
  }
  const account = real ?? simulatorAccount(config);
  if (!account)
    return [
      {
        what: 'telephone account',
        state: 'warning',
        words: 'none, and no simulator was started yet',
        remedy: 'npm start begins with the simulator.',
      },
    ];
  const { steps } = await testConnection(createTelephony(account), { now: () => new Date() });
  const kind: Finding = {
    what: 'telephone network',
    state: 'ok',
    words: account.kind === 'twilio' ? 'Twilio' : 'the carrier simulator (no real calls)',
  };
  const found = steps.map((step): Finding => {
    const remedy = REMEDIES[step.code];
    return { what: NAMES[step.code], state: step.state, words: step.detail, ...(remedy === undefined ? {} : { remedy }) };
  });
  return [kind, ...found, ...settings(account, row.fallbackUrl)];
}
