import type { CarrierLine, SetupVerbs, VoiceAddresses } from './port.js';
import { attempt, type CarrierResult } from './result.js';
import type { TwilioClient } from './twilio-client.js';

type Line = Awaited<ReturnType<ReturnType<TwilioClient['incomingPhoneNumbers']>['fetch']>>;

function lineOf(line: Line): CarrierLine {
  return {
    sid: line.sid,
    e164: line.phoneNumber,
    friendlyName: line.friendlyName,
    voiceUrl: line.voiceUrl || null,
    voiceFallbackUrl: line.voiceFallbackUrl || null,
    statusCallback: line.statusCallback || null,
    voiceApplicationSid: line.voiceApplicationSid || null,
  };
}

function settingsOf({ voiceUrl, voiceFallbackUrl, statusCallback }: VoiceAddresses) {
  return {
    voiceUrl,
    voiceMethod: 'POST',
    voiceFallbackUrl: voiceFallbackUrl ?? '',
    voiceFallbackMethod: 'POST',
    statusCallback,
    statusCallbackMethod: 'POST',
  };
}

async function existing(client: TwilioClient, sid: string | null, friendlyName: string): Promise<string | null> {
  if (sid !== null) {
    const known = await attempt(() => client.applications(sid).fetch());
    if (known.kind === 'ok') return sid;
  }
  return (await client.applications.list({ friendlyName, limit: 1 }))[0]?.sid ?? null;
}

/** Reads the Date header of an answer that any credentials may ask for. */
async function carrierTime(client: () => TwilioClient): Promise<CarrierResult<Date>> {
  const answer = await attempt(() => client().incomingPhoneNumbers.list({ limit: 1, pageSize: 1 }));
  if (answer.kind !== 'ok') return answer;
  const headers: unknown = client().httpClient.lastResponse?.headers;
  const date = typeof headers === 'object' && headers !== null && 'date' in headers ? new Date(String(headers.date)) : new Date(Number.NaN);
  return Number.isNaN(date.getTime()) ? { kind: 'unknown', message: 'The answer carried no date.' } : { kind: 'ok', value: date };
}

/** Verbs of Settings → Telephony over the SDK; see SetupVerbs. */
export function setupVerbs(client: () => TwilioClient): SetupVerbs {
  return {
    listNumbers: () => attempt(async () => (await client().incomingPhoneNumbers.list({ pageSize: 1000 })).map(lineOf)),
    // A number with an application or a trunk ignores its voice URL, so the application is taken off.
    pointNumber: (numberSid, addresses) =>
      attempt(async () =>
        lineOf(
          await client()
            .incomingPhoneNumbers(numberSid)
            .update({ ...settingsOf(addresses), voiceApplicationSid: '' }),
        ),
      ),
    ensureApplication: ({ sid, friendlyName, addresses }) =>
      attempt(async () => {
        const known = await existing(client(), sid, friendlyName);
        const settings = { friendlyName, ...settingsOf(addresses) };
        const application =
          known === null ? await client().applications.create(settings) : await client().applications(known).update(settings);
        return { sid: application.sid };
      }),
    carrierTime: () => carrierTime(client),
  };
}
