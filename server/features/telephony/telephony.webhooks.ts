import { sayAndHangUp } from '../../adapters/telephony/port.js';
import { systemActor } from '../../core/context.js';
import type { Webhook } from '../../core/http/webhook.js';
import { getSettings } from '../settings/index.js';
import { SELF_TEST_PATH } from './check-steps.js';
import type { TelephonyDeps } from './telephony-deps.js';
import { lockTelephony } from './telephony-row.js';
import { changeTelephony } from './telephony-work.js';

const TEXT = {
  de: 'Dies ist ein Testanruf von Ringback. Sie hören uns, also steht die Verbindung. Auf Wiederhören.',
  en: 'This is a test call from Ringback. You can hear us, so the connection works. Goodbye.',
};
/** States of a call after which none follows. */
const ENDED = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];
const actor = systemActor('carrier');

/** The call has been answered, refused or missed: the step says so. */
async function noteTestCall(deps: TelephonyDeps, status: string): Promise<void> {
  await deps.transaction(actor, async (ctx) => {
    const row = await lockTelephony(ctx);
    const step = row.steps.at(-1);
    // Callbacks overtake each other: what has ended does not ring again.
    if (step?.code !== 'test-call' || ENDED.some((last) => step.detail.endsWith(`: ${last}`))) return;
    const detail = `${step.detail.replace(/: [a-z-]+$/, '')}: ${status}`;
    const state = ['busy', 'failed', 'no-answer', 'canceled'].includes(status) ? 'failed' : 'ok';
    // While the work is under way, its own end says so: nothing else may begin before.
    await changeTelephony(ctx, deps, { steps: [{ ...step, state, detail }], ...(row.state === 'working' ? {} : { state }) });
  });
}

/** Callbacks of Settings → Telephony: the signed self-test, and the test call. */
export function telephonyWebhooks(deps: TelephonyDeps): Webhook[] {
  return [
    { method: 'POST', path: SELF_TEST_PATH, run: () => Promise.resolve({ status: 204 }) },
    {
      method: 'POST',
      path: '/twilio/voice/test-call',
      run: async () => {
        const { language } = await deps.transaction(actor, getSettings, { readOnly: true });
        return { status: 200, xml: sayAndHangUp([{ kind: 'say', text: TEXT[language], language }]) };
      },
      onError: () => ({ status: 200, xml: sayAndHangUp([{ kind: 'say', text: TEXT.en, language: 'en' }]) }),
    },
    {
      method: 'POST',
      path: '/twilio/cb/test-call',
      run: async (request) => {
        await noteTestCall(deps, request.params['CallStatus'] ?? 'unknown');
        return { status: 204 };
      },
    },
  ];
}
