import type { CarrierLeg, LegVerbs } from './port.js';
import { attempt, attemptTo, type CarrierResult } from './result.js';
import type { TwilioClient } from './twilio-client.js';

type Call = Awaited<ReturnType<ReturnType<TwilioClient['calls']>['fetch']>>;

const TERMINAL: readonly string[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];
const LIVE = ['in-progress', 'ringing', 'queued'] as const;

function legOf(call: Call): CarrierLeg {
  const duration = Number(call.duration);
  return {
    sid: call.sid,
    status: call.status as CarrierLeg['status'],
    direction: call.direction,
    from: call.from,
    to: call.to,
    startTime: call.startTime ?? null,
    endTime: call.endTime ?? null,
    durationSeconds: call.duration !== null && call.duration !== undefined && Number.isFinite(duration) ? duration : null,
  };
}

/** A leg that ended by itself meanwhile needs no hanging up; one that merely changed state deserves a second try (voice.md §7.6 rule 6). */
async function hangUp(client: () => TwilioClient, callSid: string, triesLeft: number): Promise<CarrierResult<null>> {
  const update = await attempt(() => client().calls(callSid).update({ status: 'completed' }));
  if (update.kind === 'ok' || update.kind === 'not-found') return { kind: 'ok', value: null };
  if (update.kind !== 'invalid-state') return update;
  const now = await attempt(() => client().calls(callSid).fetch());
  if (now.kind === 'not-found' || (now.kind === 'ok' && TERMINAL.includes(now.value.status))) return { kind: 'ok', value: null };
  if (now.kind !== 'ok') return now;
  return triesLeft > 0 ? hangUp(client, callSid, triesLeft - 1) : update;
}

/** Verbs on legs over the SDK; see LegVerbs. */
export function legVerbs(client: () => TwilioClient): LegVerbs {
  return {
    fetchCall: (callSid) => attempt(async () => legOf(await client().calls(callSid).fetch())),
    redirectCall: (callSid, url) => attemptTo(() => client().calls(callSid).update({ url, method: 'POST' })),
    instructCall: (callSid, document) => attemptTo(() => client().calls(callSid).update({ twiml: document })),
    hangUpCall: (callSid) => hangUp(client, callSid, 1),
    listLiveCalls: ({ startedBefore }) =>
      attempt(async () => {
        const lists = await Promise.all(
          LIVE.map((status) =>
            client().calls.list({ status, pageSize: 1000, ...(startedBefore ? { startTimeBefore: startedBefore } : {}) }),
          ),
        );
        return lists.flat().map(legOf);
      }),
    createCall: ({ from, to, url, statusCallback, timeoutSeconds }) =>
      attempt(async () =>
        legOf(
          await client().calls.create({
            from,
            to,
            url,
            method: 'POST',
            statusCallback,
            statusCallbackMethod: 'POST',
            statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
            timeout: timeoutSeconds,
          }),
        ),
      ),
  };
}
