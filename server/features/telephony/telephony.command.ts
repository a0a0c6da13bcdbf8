import type {
  applyTelephony,
  connectTelephony,
  disconnectTelephony,
  ringTestCall,
  takeUpTelephony,
} from '../../../shared/contract/telephony.js';
import type { voiceToken } from '../../../shared/contract/voice-token.js';
import type { Telephony, VoiceToken } from '../../../shared/models/telephony.js';
import type { InputOf } from '../../../shared/operation.js';
import { identityOf } from '../../adapters/telephony/port.js';
import type { Ctx } from '../../core/context.js';
import { isEmergency } from '../../core/emergency.js';
import { AppError } from '../../core/errors.js';
import { seal } from '../../core/installation-key.js';
import { isPhone, normalise } from '../../core/phone.js';
import { actingAgent } from '../auth/index.js';
import { getSettings } from '../settings/index.js';
import type { TelephonyDeps } from './telephony-deps.js';
import { lockTelephony, presentTelephony, readTelephony } from './telephony-row.js';
import { changeTelephony, startWork } from './telephony-work.js';

/** An hour: browsers renew before it is over, and a signed-out one cannot dial for long. */
const TOKEN_SECONDS = 3600;

function refuseFixed(deps: TelephonyDeps): void {
  if (deps.environment.accountSid)
    throw new AppError('TELEPHONY_FIXED', 'The account comes from the environment (TWILIO_*) and is changed there.');
}

function demandCarrier(deps: TelephonyDeps): void {
  if (!deps.telephony.account()) throw new AppError('NO_CARRIER', 'No telephone network is connected.');
}

/** Settings → Telephony as it stands. */
export async function showTelephony(ctx: Ctx, deps: TelephonyDeps): Promise<Telephony> {
  return presentTelephony(await readTelephony(ctx), deps.telephony.account(), deps.environment);
}

/** Has the credentials tested in a job and used when they are good; the account in use stays until then. Throws STALE, TELEPHONY_FIXED, PUBLIC_URL_NEEDED. */
export async function connect(
  ctx: Ctx,
  deps: TelephonyDeps,
  request: { input: InputOf<typeof connectTelephony>; key: Buffer },
): Promise<Telephony> {
  refuseFixed(deps);
  const { version, apiKeySecret, authToken, publicUrl, ...fields } = request.input;
  const base = publicUrl ?? deps.environment.publicUrl;
  if (!base?.startsWith('https://')) throw new AppError('PUBLIC_URL_NEEDED', 'Say under which https address Twilio reaches this server.');
  const sealedSecrets = seal(request.key, JSON.stringify({ apiKeySecret, authTokens: authToken.split(',').map((token) => token.trim()) }));
  const candidate = { ...fields, sealedSecrets, publicUrl: publicUrl ?? null };
  return startWork(ctx, deps, { kind: 'connect', candidate }, version);
}

/** Tests the account in use. Throws NO_CARRIER, TELEPHONY_BUSY. */
export async function test(ctx: Ctx, deps: TelephonyDeps): Promise<Telephony> {
  demandCarrier(deps);
  return startWork(ctx, deps, { kind: 'test' });
}

/** Sets everything at the carrier. Throws NO_CARRIER, TELEPHONY_BUSY, PUBLIC_URL_NEEDED. */
export async function apply(ctx: Ctx, deps: TelephonyDeps, input: InputOf<typeof applyTelephony>): Promise<Telephony> {
  demandCarrier(deps);
  const account = deps.telephony.account();
  if (account?.kind === 'twilio' && !account.webhookBase.startsWith('https://'))
    throw new AppError('PUBLIC_URL_NEEDED', 'Twilio needs an https address.');
  if (input.fallbackUrl !== undefined) await changeTelephony(ctx, deps, { fallbackUrl: input.fallbackUrl });
  return startWork(ctx, deps, { kind: 'apply', numberSids: input.numberSids ?? null });
}

/** Rings a telephone. Throws NUMBER_NOT_UNDERSTOOD, also for emergency numbers: they are never dialled. */
export async function ringTest(ctx: Ctx, deps: TelephonyDeps, input: InputOf<typeof ringTestCall>): Promise<Telephony> {
  demandCarrier(deps);
  const { country } = await getSettings(ctx);
  const reading = normalise(input.to, country);
  if (!isPhone(reading) || isEmergency(input.to, country)) throw new AppError('NUMBER_NOT_UNDERSTOOD', `"${input.to}" cannot be rung.`);
  return startWork(ctx, deps, { kind: 'test-call', to: reading.e164 });
}

/** Forgets the account. Throws STALE, TELEPHONY_FIXED, and TELEPHONY_BUSY while work is under way. */
export async function disconnect(ctx: Ctx, deps: TelephonyDeps, input: InputOf<typeof disconnectTelephony>): Promise<Telephony> {
  refuseFixed(deps);
  if ((await lockTelephony(ctx)).state === 'working')
    throw new AppError('TELEPHONY_BUSY', 'A test or change is under way; wait for its result.');
  const nothing = {
    accountSid: null,
    apiKeySid: null,
    sealedSecrets: null,
    region: null,
    edge: null,
    publicUrl: null,
    fallbackUrl: null,
    applicationSid: null,
  };
  return changeTelephony(
    ctx,
    deps,
    { kind: 'simulator', ...nothing, isHeld: false, state: 'untested', steps: [], numbers: [], testedAt: null },
    input.version,
  );
}

/** Lets a restored installation use the account it came with. The connection follows after the commit. Throws STALE. */
export function takeUp(ctx: Ctx, deps: TelephonyDeps, input: InputOf<typeof takeUpTelephony>): Promise<Telephony> {
  return changeTelephony(ctx, deps, { isHeld: false }, input.version);
}

/** A token for the actor's browser phone. Throws NO_CARRIER without an account, an API key or a TwiML application. */
export function makeVoiceToken(ctx: Ctx, deps: TelephonyDeps, _input: InputOf<typeof voiceToken>): Promise<VoiceToken> {
  const { id } = actingAgent(ctx);
  const account = deps.telephony.account();
  const token = deps.telephony.accessToken(id, TOKEN_SECONDS);
  if (!account || token === null) throw new AppError('NO_CARRIER', 'Browser phones need an API key and applied telephony settings.');
  // The token's life is counted on the wall clock, because that is what the carrier checks it against.
  const expiresAt = new Date(Date.now() + TOKEN_SECONDS * 1000).toISOString();
  return Promise.resolve({ kind: account.kind, token, identity: identityOf(id), edge: account.edge, expiresAt });
}
