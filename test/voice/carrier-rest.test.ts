import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officialSdk, startScene } from './carrier-harness.js';

const TARGET = '+4930111222';

describe('the REST API, through the official SDK', () => {
  let scene: Awaited<ReturnType<typeof startScene>>;
  beforeEach(async () => {
    scene = await startScene();
    scene.app.says('/answer', '<Pause length="30"/>');
  });
  afterEach(() => scene.close());

  const call = (options: Record<string, unknown> = {}) =>
    scene.sdk.calls.create({ from: scene.number, to: TARGET, url: `${scene.app.url}/answer`, ...options });
  const reported = () => scene.app.at('/progress').map(({ params }) => [params['CallStatus'], params['SequenceNumber']]);

  it('an outbound call is queued, rings, is answered, asks its document and completes', async () => {
    const created = await call({
      statusCallback: `${scene.app.url}/progress`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    });
    expect(created).toMatchObject({ status: 'queued', direction: 'outbound-api', queueTime: '0', startTime: null, duration: null });
    await scene.carrier.clock.advance(60_000);
    expect(reported()).toEqual([
      ['initiated', '0'],
      ['ringing', '1'],
      ['in-progress', '2'],
      ['completed', '3'],
    ]);
    expect(scene.app.at('/answer')[0]?.params).toMatchObject({ CallStatus: 'in-progress', Direction: 'outbound-api' });
    const ended = await scene.sdk.calls(created.sid).fetch();
    expect(ended).toMatchObject({ status: 'completed', duration: '30' });
    expect(ended.startTime).toBeInstanceOf(Date);
  });

  it('completed only is the default, and a space-joined event list is not understood', async () => {
    await call({ statusCallback: `${scene.app.url}/progress`, statusCallbackEvent: ['initiated ringing answered completed'] });
    await scene.carrier.clock.advance(60_000);
    expect(reported()).toEqual([['completed', '0']]);
  });

  it.each([
    [{ kind: 'busy' }, 'busy', '486'],
    [{ kind: 'no-answer' }, 'no-answer', '487'],
    [{ kind: 'reject' }, 'no-answer', '603'],
    [{ kind: 'fail', sipCode: 404 }, 'failed', '404'],
  ] as const)('a number that does %o ends as %s', async (behaviour, status, sip) => {
    scene.carrier.control.behave(TARGET, behaviour);
    const created = await call({ timeout: 20, statusCallback: `${scene.app.url}/progress` });
    await scene.carrier.clock.advance(30_000);
    expect((await scene.sdk.calls(created.sid).fetch()).status).toBe(status);
    expect(scene.app.at('/progress')[0]?.params).toMatchObject({ CallStatus: status, SipResponseCode: sip, CallDuration: '0' });
    expect(scene.app.at('/answer')).toHaveLength(0);
  });

  it('REST legs start one a second, with the wait told as text', async () => {
    const times = await Promise.all([call(), call(), call()]);
    expect(times.map((one) => one.queueTime).sort()).toEqual(['0', '1000', '2000']);
    await scene.carrier.clock.advance(0);
    const ringing = async () => (await scene.sdk.calls.list({ status: 'ringing' })).length;
    await scene.carrier.clock.advance(900);
    expect(await ringing()).toBe(1);
    await scene.carrier.clock.advance(2000);
    expect(await ringing()).toBe(3);
  });

  it.each([
    [{ to: '+15005550001' }, 21217],
    [{ to: '+15005550002' }, 21214],
    [{ to: '+15005550003' }, 21215],
    [{ to: '+15005550004' }, 21216],
    [{ from: '+15005550001' }, 21212],
    [{ from: '+15005550007' }, 21210],
    [{ to: '' }, 21201],
    [{ to: '030 123' }, 21211],
    [{ url: 'not-a-url' }, 21205],
    [{ url: undefined }, 21205],
    [{ url: undefined, twiml: `<Response>${'x'.repeat(4000)}</Response>` }, 20001],
    [{ timeout: 601 }, 20001],
  ])('refuses %o with %i', async (options, code) => {
    await expect(call(options)).rejects.toMatchObject({ status: 400, code, moreInfo: `https://www.twilio.com/docs/errors/${code}` });
    expect(await scene.sdk.calls.list()).toEqual([]);
  });

  it('inline TwiML runs', async () => {
    const created = await call({ url: undefined, twiml: '<Response><Say>Hi</Say></Response>' });
    await scene.carrier.clock.advance(10_000);
    expect((await scene.sdk.calls(created.sid).fetch()).status).toBe('completed');
  });

  it.each([
    ['canceled', 'canceled'],
    ['completed', 'no-answer'],
  ] as const)('Status=%s while ringing ends as %s (one reading)', async (status, ends) => {
    scene.carrier.control.quirks({ completedWhileRinging: 'no-answer' });
    const created = await call();
    await scene.carrier.clock.advance(1000);
    expect((await scene.sdk.calls(created.sid).update({ status })).status).toBe(ends);
  });

  it('canceled leaves an answered leg alone, completed ends it, a second time is 21220', async () => {
    const created = await call();
    await scene.carrier.clock.advance(5000);
    const leg = scene.sdk.calls(created.sid);
    expect((await leg.update({ status: 'canceled' })).status).toBe('in-progress');
    expect((await leg.update({ status: 'completed' })).status).toBe('completed');
    await expect(leg.update({ status: 'completed' })).rejects.toMatchObject({ code: 21220 });
    await expect(leg.update({ url: `${scene.app.url}/answer` })).rejects.toMatchObject({ code: 21220 });
  });

  it('a leg that is not in progress cannot be redirected', async () => {
    const created = await call();
    await expect(scene.sdk.calls(created.sid).update({ url: `${scene.app.url}/answer` })).rejects.toMatchObject({
      code: 21220,
      status: 400,
    });
  });

  it('a participant that does not answer leaves with participant_add_failed', async () => {
    scene.carrier.control.behave(TARGET, { kind: 'busy' });
    await scene.sdk.conferences('ix_9').participants.create({
      from: scene.number,
      to: TARGET,
      label: 'agent',
      conferenceStatusCallback: `${scene.app.url}/conference`,
      conferenceStatusCallbackEvent: ['start', 'end', 'join', 'leave'],
    });
    await scene.carrier.clock.advance(5000);
    const told = scene.app
      .at('/conference')
      .map(({ params }) => [params['StatusCallbackEvent'], params['ReasonParticipantLeft'], params['ParticipantCallStatus']]);
    expect(told).toEqual([
      ['participant-leave', 'participant_add_failed', 'busy'],
      ['conference-end', undefined, undefined],
    ]);
  });

  it('a participant still being dialled rings on when its room ends, and opens it anew; kicked, it is no longer called', async () => {
    const add = (label: string) =>
      scene.sdk.conferences('ix_9').participants.create({ from: scene.number, to: TARGET, label, endConferenceOnExit: true });
    const first = await add('one');
    await scene.carrier.clock.advance(1000);
    await scene.sdk.conferences(first.conferenceSid).update({ status: 'completed' });
    await scene.carrier.clock.advance(5000);
    const [room] = await scene.sdk.conferences.list({ friendlyName: 'ix_9', status: 'init' });
    expect(room?.sid).not.toBe(first.conferenceSid);
    expect(
      await scene.sdk
        .conferences(room?.sid ?? '')
        .participants('one')
        .fetch(),
    ).toMatchObject({ callSid: first.callSid, endConferenceOnExit: true });
    const second = await add('two');
    await scene.carrier.clock.advance(1000);
    await scene.sdk
      .conferences(room?.sid ?? '')
      .participants('two')
      .remove();
    expect((await scene.sdk.calls(second.callSid).fetch()).status).toBe('canceled');
  });

  it.each([
    ['answer', 'queued'],
    ['ringing', 'connected'],
  ] as const)('with EarlyMedia a participant joins at the %s', async (reading, status) => {
    scene.carrier.control.quirks({ earlyMediaJoin: reading });
    const participant = await scene.sdk.conferences('ix_9').participants.create({ from: scene.number, to: TARGET, earlyMedia: true });
    expect(participant.status).toBe('queued');
    await scene.carrier.clock.advance(1000);
    const now = await scene.sdk.conferences(participant.conferenceSid).participants(participant.callSid).fetch();
    expect(now.status).toBe(reading === 'answer' ? 'ringing' : status);
  });

  it('pages through lists, newest first, and filters', async () => {
    scene.app.says('/voice', '<Hangup/>');
    const sids = Array.from({ length: 5 }, (_, n) => scene.carrier.control.inbound({ from: `+4915228817${100 + n}`, to: scene.number }));
    await scene.carrier.settle();
    const paged = await scene.sdk.calls.list({ pageSize: 2 });
    expect(paged.map((one) => one.sid)).toEqual([...sids].reverse());
    const page = await scene.sdk.calls.page({ pageSize: 2 });
    expect(page.nextPageUrl).toContain('PageToken=');
    expect((await scene.sdk.calls.list({ from: '+4915228817102' })).map((one) => one.sid)).toEqual([sids[2]]);
    const start = new Date(scene.carrier.clock.now());
    expect(await scene.sdk.calls.list({ startTimeAfter: start })).toHaveLength(5);
    expect(await scene.sdk.calls.list({ startTimeBefore: new Date(start.getTime() - 60_000) })).toHaveLength(0);
  });

  it('refuses wrong credentials; an API key may not read the account', async () => {
    const wrong = officialSdk({ ...scene.carrier, authToken: 'wrong' });
    await expect(wrong.calls.list()).rejects.toMatchObject({ status: 401, code: 20003 });
    const key = officialSdk(scene.carrier, 'key');
    expect(await key.incomingPhoneNumbers.list({ limit: 1 })).toHaveLength(1);
    await expect(key.api.v2010.accounts(scene.carrier.accountSid).fetch()).rejects.toMatchObject({ code: 20003 });
    expect((await scene.sdk.api.v2010.accounts(scene.carrier.accountSid).fetch()).status).toBe('active');
    expect(await scene.sdk.balance.fetch()).toMatchObject({ currency: 'USD' });
  });

  it('unknown paths, methods and content types are refused as Twilio refuses them', async () => {
    const base = `${scene.carrier.url}/2010-04-01/Accounts/${scene.carrier.accountSid}`;
    const authorization = `Basic ${Buffer.from(`${scene.carrier.accountSid}:${scene.carrier.authToken}`).toString('base64')}`;
    const ask = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(base + path, { ...init, headers: { authorization, ...init.headers } });
      const body = (await response.json()) as { code: number };
      return [response.status, body.code];
    };
    expect(await ask('/Nothing.json')).toEqual([404, 20404]);
    expect(await ask('/Balance.json', { method: 'DELETE' })).toEqual([405, 20004]);
    expect(await ask('/Calls.json', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).toEqual([400, 20001]);
    expect(await ask('/Calls.json?PageSize=x')).toEqual([400, 20001]);
    expect(await ask('/Conferences/%E0%A4%A/Participants.json')).toEqual([404, 20404]);
  });

  it('numbers and applications keep what is set', async () => {
    const application = await scene.sdk.applications.create({ friendlyName: 'console', voiceUrl: `${scene.app.url}/agent` });
    const number = await scene.sdk.incomingPhoneNumbers.create({ phoneNumber: '+493023125777', voiceApplicationSid: application.sid });
    expect(number).toMatchObject({ voiceApplicationSid: application.sid, voiceMethod: 'POST', voiceUrl: null });
    await expect(scene.sdk.incomingPhoneNumbers.create({ phoneNumber: '+493023125777' })).rejects.toMatchObject({ code: 21422 });
    scene.app.says('/agent', '<Hangup/>');
    scene.carrier.control.inbound({ from: '+4915228817386', to: '+493023125777' });
    await scene.carrier.settle();
    expect(scene.app.at('/agent')[0]?.params).toMatchObject({ ApplicationSid: application.sid });
    await scene.sdk.applications(application.sid).remove();
    expect(await scene.sdk.applications.list()).toEqual([]);
  });

  it('queues have unique names and are deleted only when empty', async () => {
    const queue = await scene.sdk.queues.create({ friendlyName: 'q_2', maxSize: 3 });
    expect(queue).toMatchObject({ currentSize: 0, maxSize: 3, averageWaitTime: 0 });
    await expect(scene.sdk.queues.create({ friendlyName: 'q_2' })).rejects.toMatchObject({ code: 22001 });
    scene.app.says('/voice', '<Enqueue waitUrl="">q_2</Enqueue>');
    scene.carrier.control.inbound({ from: '+4915228817386', to: scene.number, script: { patienceMs: 5000 } });
    await scene.carrier.settle();
    await expect(scene.sdk.queues(queue.sid).remove()).rejects.toMatchObject({ code: 22003 });
    await scene.carrier.clock.advance(6000);
    expect(await scene.sdk.queues(queue.sid).remove()).toBe(true);
  });
});
