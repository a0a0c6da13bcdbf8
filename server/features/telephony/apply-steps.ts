import type { CarrierNumber, TelephonyStep } from '../../../shared/models/telephony.js';
import type { CarrierLine, TelephonyPort, VoiceAddresses } from '../../adapters/telephony/port.js';
import { INBOUND_PATH, presentNumber } from './check-steps.js';
import { failureSays } from './step-words.js';

const APPLICATION_NAME = 'Ringback browser phones';
const FALLBACK_PATH = '/twilio/voice/fallback';
const AGENT_PATH = '/twilio/voice/agent';
const STATUS_PATH = '/twilio/cb/call';

/** What was set at the carrier. */
export interface Applied {
  steps: TelephonyStep[];
  applicationSid: string | null;
  numbers: CarrierNumber[] | null;
}
/** `fallbackUrl` may lie outside this server; `numberSids` null means all numbers. */
export interface ApplyPlan {
  fallbackUrl: string | null;
  applicationSid: string | null;
  numberSids: readonly string[] | null;
}

const shown = (addresses: VoiceAddresses) => ({
  VoiceUrl: addresses.voiceUrl,
  VoiceFallbackUrl: addresses.voiceFallbackUrl ?? '',
  StatusCallback: addresses.statusCallback,
});

function addressesFor(telephony: TelephonyPort, path: string, fallbackUrl: string | null): VoiceAddresses {
  return {
    voiceUrl: telephony.twimlUrl(path),
    voiceFallbackUrl: fallbackUrl ?? telephony.twimlUrl(FALLBACK_PATH),
    statusCallback: telephony.callbackUrl(STATUS_PATH),
  };
}

async function applyNumber(
  telephony: TelephonyPort,
  line: CarrierLine,
  addresses: VoiceAddresses,
): Promise<{ step: TelephonyStep; line: CarrierLine }> {
  const pointed = await telephony.pointNumber(line.sid, addresses);
  if (pointed.kind !== 'ok') return { step: { code: 'number', state: 'failed', ...failureSays(pointed, line.e164) }, line };
  return { step: { code: 'number', state: 'ok', detail: line.e164, set: shown(addresses) }, line: pointed.value };
}

/**
 * Points the TwiML application and the numbers at this installation, one request after the other. Everything set is in the steps; what failed
 * leaves the rest in place, and doing it again is harmless.
 */
export async function applyEverything(telephony: TelephonyPort, plan: ApplyPlan): Promise<Applied> {
  const agent = addressesFor(telephony, AGENT_PATH, plan.fallbackUrl);
  const application = await telephony.ensureApplication({ sid: plan.applicationSid, friendlyName: APPLICATION_NAME, addresses: agent });
  if (application.kind !== 'ok') {
    return {
      steps: [{ code: 'application', state: 'failed', ...failureSays(application) }],
      applicationSid: plan.applicationSid,
      numbers: null,
    };
  }
  const applicationSid = application.value.sid;
  const steps: TelephonyStep[] = [{ code: 'application', state: 'ok', detail: applicationSid, set: shown(agent) }];
  const lines = await telephony.listNumbers();
  if (lines.kind !== 'ok')
    return { steps: [...steps, { code: 'numbers', state: 'failed', ...failureSays(lines) }], applicationSid, numbers: null };
  const inbound = addressesFor(telephony, INBOUND_PATH, plan.fallbackUrl);
  const numbers: CarrierNumber[] = [];
  for (const line of lines.value) {
    const isChosen = plan.numberSids === null || plan.numberSids.includes(line.sid);
    const applied = isChosen ? await applyNumber(telephony, line, inbound) : { line, step: null };
    if (applied.step) steps.push(applied.step);
    numbers.push(presentNumber(applied.line, telephony));
  }
  return { steps, applicationSid, numbers };
}
