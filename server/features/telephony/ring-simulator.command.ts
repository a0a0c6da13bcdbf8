import type { ringSimulator } from '../../../shared/contract/telephony.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { isPhone, normalise } from '../../core/phone.js';
import { getSettings } from '../settings/index.js';
import { isSimulator, type SimulatorRinger } from './simulator-ringer.js';
import type { TelephonyDeps } from './telephony-deps.js';
import { readTelephony } from './telephony-row.js';

async function e164(ctx: Ctx, typed: string): Promise<string> {
  const reading = normalise(typed, (await getSettings(ctx)).country);
  if (!isPhone(reading)) throw new AppError('NUMBER_NOT_UNDERSTOOD', `"${typed}" is no telephone number.`);
  return reading.e164;
}

/** Lets made-up callers ring after the commit. Throws REAL_ACCOUNT_CONNECTED, NO_CARRIER, NUMBER_NOT_UNDERSTOOD, and NOT_FOUND for a number that is not ours. */
export async function ringSimulated(
  ctx: Ctx,
  input: InputOf<typeof ringSimulator>,
  at: { deps: TelephonyDeps; ringer: SimulatorRinger },
): Promise<{ ok: true }> {
  const account = at.deps.telephony.account();
  if (account?.kind === 'twilio')
    throw new AppError('REAL_ACCOUNT_CONNECTED', 'A real account is connected; the simulator is out of reach.');
  if (!isSimulator(account)) throw new AppError('NO_CARRIER', 'The carrier simulator is not running.');
  const { numbers } = await readTelephony(ctx);
  const wanted = input.to === undefined ? numbers[0]?.e164 : await e164(ctx, input.to);
  if (wanted === undefined || (numbers.length > 0 && !numbers.some((number) => number.e164 === wanted)))
    throw new AppError('NOT_FOUND', 'That is no number of the simulator.');
  const from = input.from === undefined ? null : input.from.trim() === 'anonymous' ? 'anonymous' : await e164(ctx, input.from);
  const { count = 1, perSecond = 1, patienceSeconds = null, talkSeconds = null } = input;
  ctx.afterCommit(() => at.ringer.start({ from, to: wanted, count, perSecond, patienceSeconds, talkSeconds }));
  return { ok: true };
}
