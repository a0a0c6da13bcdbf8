import * as z from 'zod/mini';
import type { Telephony } from '../../../shared/models/telephony.js';
import type { TelephonyAccount } from '../../adapters/telephony/port.js';
import type { Ctx } from '../../core/context.js';
import { unseal } from '../../core/installation-key.js';
import { TelephonyEntity } from './telephony.entity.js';
import type { TelephonyEnvironment } from './telephony-deps.js';

/** The one row: there is one telephone network per installation. */
export const TELEPHONY_ID = '00000000-0000-7000-8000-000000000001';

/** What is sealed in the row. */
export const Secrets = z.object({ apiKeySecret: z.string(), authTokens: z.array(z.string()) });
export type Secrets = z.infer<typeof Secrets>;

const blank = (now: Date): TelephonyEntity => ({
  id: TELEPHONY_ID,
  version: 0,
  createdAt: now,
  updatedAt: now,
  kind: 'simulator',
  accountSid: null,
  apiKeySid: null,
  sealedSecrets: null,
  region: null,
  edge: null,
  publicUrl: null,
  fallbackUrl: null,
  applicationSid: null,
  state: 'untested',
  steps: [],
  numbers: [],
  isHeld: false,
  testedAt: null,
});

/** The row, or what it would hold when nothing was ever set. */
export async function readTelephony(ctx: Pick<Ctx, 'db' | 'now'>): Promise<TelephonyEntity> {
  return (await ctx.db.findOneBy(TelephonyEntity, { id: TELEPHONY_ID })) ?? blank(ctx.now);
}

/** The row for change; made when there is none. */
export async function lockTelephony(ctx: Ctx): Promise<TelephonyEntity> {
  await ctx.db.createQueryBuilder().insert().into(TelephonyEntity).values(blank(ctx.now)).orIgnore().execute();
  return ctx.db.findOneOrFail(TelephonyEntity, { where: { id: TELEPHONY_ID }, lock: { mode: 'pessimistic_write' } });
}

/** The account of the environment, when one is set; it outranks the settings. */
export function accountOfEnvironment(environment: TelephonyEnvironment, applicationSid: string | null): TelephonyAccount | null {
  if (!environment.accountSid) return null;
  return {
    kind: 'twilio',
    accountSid: environment.accountSid,
    apiKeySid: environment.apiKeySid ?? null,
    apiKeySecret: environment.apiKeySecret ?? null,
    authTokens: (environment.authToken ?? '').split(',').map((token) => token.trim()),
    region: environment.region ?? null,
    edge: environment.edge ?? null,
    restBase: null,
    controlSecret: null,
    webhookBase: environment.publicUrl?.replace(/\/$/, '') ?? '',
    applicationSid,
  };
}

/** The Twilio account the settings hold; null when none is connected, or its secrets were sealed with another `secrets.json`. */
export function accountOfRow(row: TelephonyEntity, key: Buffer, publicUrl: string | undefined): TelephonyAccount | null {
  if (row.kind !== 'twilio' || row.accountSid === null || row.sealedSecrets === null) return null;
  const text = unseal(key, row.sealedSecrets);
  if (text === null) return null;
  const { apiKeySecret, authTokens } = Secrets.parse(JSON.parse(text));
  const { accountSid, apiKeySid, region, edge, applicationSid } = row;
  const webhookBase = (row.publicUrl ?? publicUrl ?? '').replace(/\/$/, '');
  return {
    kind: 'twilio',
    accountSid,
    apiKeySid,
    apiKeySecret,
    authTokens,
    region,
    edge,
    restBase: null,
    controlSecret: null,
    webhookBase,
    applicationSid,
  };
}

/** The row as it travels, together with what is really in use. */
export function presentTelephony(row: TelephonyEntity, inUse: TelephonyAccount | null, environment: TelephonyEnvironment): Telephony {
  return {
    id: row.id,
    version: row.version,
    kind: inUse?.kind ?? 'none',
    isFixed: Boolean(environment.accountSid),
    accountSid: inUse?.accountSid ?? null,
    apiKeySid: inUse?.apiKeySid ?? null,
    hasAuthToken: (inUse?.authTokens.length ?? 0) > 0,
    region: inUse?.region ?? null,
    edge: inUse?.edge ?? null,
    publicUrl: inUse?.webhookBase ?? environment.publicUrl ?? '',
    fallbackUrl: row.fallbackUrl,
    applicationSid: row.applicationSid,
    state: row.state,
    steps: row.steps,
    numbers: row.numbers,
    isHeld: row.isHeld && inUse === null,
    testedAt: row.testedAt?.toISOString() ?? null,
  };
}
