import type { TelephonyStep } from '../../../shared/models/telephony.js';
import { systemActor } from '../../core/context.js';
import type { JobTools } from '../../core/feature.js';
import { applyEverything } from './apply-steps.js';
import type { CarrierConnection } from './carrier-connection.js';
import { checkClock, checkNumbers, testConnection } from './check-steps.js';
import { failureSays, says } from './step-words.js';
import type { TelephonyEntity } from './telephony.entity.js';
import type { TelephonyDeps } from './telephony-deps.js';
import { accountOfRow, lockTelephony, readTelephony } from './telephony-row.js';
import { type Candidate, changeTelephony, finishWork, type Work } from './telephony-work.js';

const actor = systemActor('telephony');
/** State of a test call of which the carrier has not said anything yet. */
const ASKED = 'asked';
const stateOf = (steps: readonly TelephonyStep[]) => (steps.some((step) => step.state === 'failed') ? 'failed' : 'ok');

/** What a piece of work may use. */
export interface Workplace extends JobTools {
  deps: TelephonyDeps;
  connection: CarrierConnection;
}

const finish = ({ deps, transaction }: Workplace, patch: Partial<TelephonyEntity>) =>
  transaction(actor, (ctx) => finishWork(ctx, deps, patch));

async function test(place: Workplace): Promise<void> {
  const { telephony, clock } = place.deps;
  const { steps, numbers } = await testConnection(telephony, clock);
  await finish(place, { state: stateOf(steps), steps, ...(numbers ? { numbers, testedAt: clock.now() } : {}) });
}

/** Nothing is switched before the new credentials have proved good: a typing error must not silence a running installation. */
async function connect(place: Workplace, candidate: Candidate): Promise<void> {
  const { telephony, clock, environment } = place.deps;
  const row = await place.transaction(actor, readTelephony, { readOnly: true });
  const fields = { ...candidate, kind: 'twilio' as const, applicationSid: null, isHeld: false };
  const account = accountOfRow({ ...row, ...fields }, place.connection.key, environment.publicUrl);
  if (account === null)
    return void (await finish(place, {
      state: 'failed',
      steps: [{ code: 'credentials', state: 'failed', ...says('not-unsealed') }],
    }));
  const port = telephony.over(account);
  const proof = await checkNumbers(port);
  const steps = proof.numbers === null ? proof.steps : [...proof.steps, await checkClock(port, clock)];
  if (stateOf(steps) === 'failed') return void (await finish(place, { state: 'failed', steps }));
  await finish(place, { ...fields, state: 'working', steps, testedAt: clock.now() });
  await place.connection.refresh();
  await test(place);
}

async function apply(place: Workplace, numberSids: readonly string[] | null): Promise<void> {
  const { deps, transaction, connection } = place;
  const row = await transaction(actor, readTelephony, { readOnly: true });
  const { steps, applicationSid, numbers } = await applyEverything(deps.telephony, {
    fallbackUrl: row.fallbackUrl,
    applicationSid: row.applicationSid,
    numberSids,
  });
  await finish(place, { state: stateOf(steps), steps, applicationSid, ...(numbers ? { numbers } : {}) });
  connection.useApplication(applicationSid);
}

async function ringTest(place: Workplace, to: string): Promise<void> {
  const { telephony } = place.deps;
  const row = await place.transaction(actor, readTelephony, { readOnly: true });
  const from = row.numbers.find((number) => number.isOurs) ?? row.numbers[0];
  if (!from) return endTestCall(place, 'failed', says('no-caller-number'));
  const called = `${from.display} → ${to}`;
  // Written before the carrier is asked: its callbacks may be faster than its answer, and find the step then.
  await place.transaction(actor, (ctx) =>
    changeTelephony(ctx, place.deps, { steps: [{ code: 'test-call', state: 'ok', detail: `${called}: ${ASKED}` }] }),
  );
  const result = await telephony.createCall({
    from: from.e164,
    to,
    url: telephony.twimlUrl('/twilio/voice/test-call'),
    statusCallback: telephony.callbackUrl('/twilio/cb/test-call'),
    timeoutSeconds: 30,
  });
  if (result.kind === 'ok') return endTestCall(place, 'ok', { detail: `${called}: ${result.value.status}` });
  return endTestCall(place, 'failed', failureSays(result));
}

/** What the carrier answered, unless its callbacks have already told what became of the call. */
async function endTestCall(
  { deps, transaction }: Workplace,
  state: 'ok' | 'failed',
  outcome: Pick<TelephonyStep, 'detail' | 'fact'>,
): Promise<void> {
  await transaction(actor, async (ctx) => {
    const { steps } = await lockTelephony(ctx);
    const told = steps.find((step) => step.code === 'test-call' && !step.detail.endsWith(`: ${ASKED}`));
    const step = told ?? { code: 'test-call' as const, state, ...outcome };
    await finishWork(ctx, deps, { state: stateOf([step]), steps: [step] });
  });
}

/** Claim · network · result: does one piece of work and writes its outcome; an unexpected failure is written too, before it is thrown on. */
export async function doTelephonyWork(work: Work, place: Workplace): Promise<void> {
  try {
    if (work.kind === 'test') await test(place);
    else if (work.kind === 'connect') await connect(place, work.candidate);
    else if (work.kind === 'apply') await apply(place, work.numberSids);
    else await ringTest(place, work.to);
  } catch (error) {
    await finish(place, {
      state: 'failed',
      steps: [{ code: 'credentials', state: 'failed', ...says('unexpected') }],
    });
    throw error;
  }
}
