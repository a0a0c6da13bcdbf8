import type { CarrierNumber, TelephonyStep } from '../../../shared/models/telephony.js';
import type { CarrierLine, TelephonyPort } from '../../adapters/telephony/port.js';
import type { Clock } from '../../core/clock.js';
import { isPhone, normalise } from '../../core/phone.js';
import { failureSays, says } from './step-words.js';

/** Twilio refuses tokens of a clock that is off by more, and time stamps of callbacks would mislead the reducer. */
const MAX_SKEW_MS = 30_000;
const PATIENCE_MS = 8000;
/** Signed self-test below this path proves that a proxy in front passes our addresses unchanged. */
export const SELF_TEST_PATH = '/twilio/self-test';
/** Where a call to one of our numbers begins. */
export const INBOUND_PATH = '/twilio/voice/inbound';

type Told = Pick<TelephonyStep, 'detail' | 'fact'>;
const step = (code: TelephonyStep['code'], state: TelephonyStep['state'], told: Told): TelephonyStep => ({ code, state, ...told });
const unreachable = (url: string, error: unknown) =>
  says('unreachable', { url, message: error instanceof Error ? error.message : String(error) });

/** A line of the account as settings show it. */
export function presentNumber(line: CarrierLine, telephony: TelephonyPort): CarrierNumber {
  const reading = normalise(line.e164, 'DE');
  const isOurs = line.voiceUrl?.split('#')[0] === telephony.publicUrl(INBOUND_PATH) && line.voiceApplicationSid === null;
  return {
    sid: line.sid,
    e164: line.e164,
    display: isPhone(reading) ? reading.international : line.e164,
    friendlyName: line.friendlyName,
    voiceUrl: line.voiceUrl,
    isOurs,
  };
}

/** Asks our own public address from outside: it must be https for Twilio, and answer. */
export async function checkPublicUrl(telephony: TelephonyPort): Promise<TelephonyStep> {
  const url = telephony.publicUrl('/healthz');
  if (telephony.account()?.kind === 'twilio' && !url.startsWith('https://'))
    return step('public-url', 'failed', url === '' ? says('no-public-url') : says('needs-https', { url }));
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    await answer.body?.cancel();
    if (answer.status >= 300 && answer.status < 400) return step('public-url', 'failed', says('redirects', { url }));
    return answer.ok
      ? step('public-url', 'ok', { detail: url })
      : step('public-url', 'failed', says('answers', { url, status: String(answer.status) }));
  } catch (error) {
    return step('public-url', 'failed', unreachable(url, error));
  }
}

/** Sends a callback to ourselves, signed as the carrier signs, through whatever stands in front of us. */
export async function checkSignature(telephony: TelephonyPort): Promise<TelephonyStep> {
  const body = { CallSid: 'CA00000000000000000000000000000000', Note: 'a&b =ü', Empty: '' };
  const url = telephony.publicUrl(SELF_TEST_PATH);
  try {
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Twilio-Signature': telephony.signatureFor(SELF_TEST_PATH, body),
    };
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body: new URLSearchParams(body).toString(),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    if (answer.status === 204) return step('signature', 'ok', { detail: url });
    if (answer.status === 403) return step('signature', 'failed', says('signature-refused', { url }));
    return step('signature', 'failed', says('answers', { url, status: String(answer.status) }));
  } catch (error) {
    return step('signature', 'failed', unreachable(url, error));
  }
}

/** Compares our clock with the carrier's. */
export async function checkClock(telephony: TelephonyPort, clock: Pick<Clock, 'now'>): Promise<TelephonyStep> {
  const time = await telephony.carrierTime();
  if (time.kind !== 'ok') return step('clock', 'failed', failureSays(time));
  const skew = clock.now().getTime() - time.value.getTime();
  const seconds = (Math.abs(skew) / 1000).toFixed(0);
  return Math.abs(skew) <= MAX_SKEW_MS
    ? step('clock', 'ok', { detail: `${seconds} s` })
    : step('clock', 'failed', says('clock-off', { seconds }));
}

/** Credentials and the account's numbers, with where their calls go. */
export async function checkNumbers(telephony: TelephonyPort): Promise<{ steps: TelephonyStep[]; numbers: CarrierNumber[] | null }> {
  const lines = await telephony.listNumbers();
  if (lines.kind !== 'ok') return { steps: [step('credentials', 'failed', failureSays(lines))], numbers: null };
  const numbers = lines.value.map((line) => presentNumber(line, telephony));
  const ours = numbers.filter((number) => number.isOurs).length;
  const credentials = step('credentials', 'ok', { detail: telephony.account()?.accountSid ?? '' });
  if (numbers.length === 0) return { steps: [credentials, step('numbers', 'warning', says('no-number'))], numbers };
  return {
    steps: [
      credentials,
      step('numbers', ours > 0 ? 'ok' : 'warning', says('numbers-here', { ours: String(ours), total: String(numbers.length) })),
    ],
    numbers,
  };
}

/** The whole test, in the order in which one thing needs the other. The clock is only compared with a real carrier's. */
export async function testConnection(
  telephony: TelephonyPort,
  clock: Pick<Clock, 'now'>,
): Promise<{ steps: TelephonyStep[]; numbers: CarrierNumber[] | null }> {
  const account = await checkNumbers(telephony);
  const times = account.numbers !== null && telephony.account()?.kind === 'twilio' ? [await checkClock(telephony, clock)] : [];
  const address = await checkPublicUrl(telephony);
  const signature = address.state === 'ok' ? [await checkSignature(telephony)] : [];
  return { steps: [...account.steps, ...times, address, ...signature], numbers: account.numbers };
}
