import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../server/carrier/index.js';
import { startScene } from './carrier-harness.js';

const CALLER = '+4915228817386';
const TARGET = '+4930111222';

describe('faults', () => {
  let scene: Awaited<ReturnType<typeof startScene>>;
  beforeEach(async () => {
    scene = await startScene();
    scene.app.says(
      '/voice',
      '<Dial><Conference waitUrl="" statusCallback="/conference" statusCallbackEvent="start end join leave">ix_1</Conference></Dial>',
    );
    scene.app.says('/answer', '<Pause length="30"/>');
  });
  afterEach(() => scene.close());

  const fault = (rule: FaultRule) => scene.carrier.control.fault(rule);
  const ring = async () => {
    const sid = scene.carrier.control.inbound({ from: CALLER, to: scene.number });
    await scene.carrier.settle();
    return sid;
  };
  const dial = () =>
    scene.sdk.calls.create({
      from: scene.number,
      to: TARGET,
      url: `${scene.app.url}/answer`,
      statusCallback: `${scene.app.url}/progress`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    });
  const told = () => scene.app.at('/progress').map(({ params }) => params['CallStatus']);
  const rooms = () => scene.app.at('/conference').map(({ params }) => params['StatusCallbackEvent']);

  it.each([
    ['rest-429', 429, 20429],
    ['rest-500', 500, 20500],
    ['rest-503', 503, 20503],
    ['rest-404', 404, 20404],
    ['rest-10004', 400, 10004],
  ] as const)('%s refuses once and does nothing', async (kind, status, code) => {
    fault({ kind, match: { method: 'POST', path: '/Calls' }, count: 1 });
    await expect(dial()).rejects.toMatchObject({ status, code });
    expect(await scene.sdk.calls.list()).toEqual([]);
    expect((await dial()).status).toBe('queued');
  });

  it('a web page instead of JSON, and a connection cut', async () => {
    fault({ kind: 'rest-html-502', count: 1 });
    await expect(scene.sdk.calls.list()).rejects.toMatchObject({ status: 502 });
    fault({ kind: 'rest-reset', count: 1 });
    await expect(scene.sdk.calls.list()).rejects.not.toHaveProperty('status');
  });

  it('after a time-out the call exists all the same', async () => {
    fault({ kind: 'rest-timeout-after-commit', match: { path: '/Calls.json' }, count: 1, ms: 0 });
    await expect(dial()).rejects.toBeDefined();
    expect(await scene.sdk.calls.list({ to: TARGET })).toHaveLength(1);
  });

  it('a dropped callback never comes; a doubled one comes twice with the same token', async () => {
    fault({ kind: 'webhook-drop', match: { family: 'call-progress', event: 'ringing' } });
    fault({ kind: 'webhook-duplicate', match: { event: 'in-progress' } });
    await dial();
    await scene.carrier.clock.advance(60_000);
    expect(told()).toEqual(['initiated', 'in-progress', 'in-progress', 'completed']);
    const tokens = scene.app.at('/progress').map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(tokens[1]).toBe(tokens[2]);
  });

  it('a delayed one comes late, a reordered one after the next', async () => {
    fault({ kind: 'webhook-delay', match: { event: 'in-progress', family: 'call-progress' }, ms: 60_000 });
    await dial();
    await scene.carrier.clock.advance(120_000);
    expect(told()).toEqual(['initiated', 'ringing', 'completed', 'in-progress']);
    scene.carrier.control.clearFaults();
    fault({ kind: 'webhook-reorder', match: { event: 'participant-join' }, count: 1 });
    await ring();
    await ring();
    expect(rooms()).toEqual(['participant-join', 'conference-start', 'participant-join']);
    expect(scene.app.at('/conference').map(({ params }) => params['SequenceNumber'])).toEqual(['2', '3', '1']);
  });

  it('a replayed one comes again, long after', async () => {
    fault({ kind: 'webhook-replay', match: { family: 'call-progress', event: 'completed' } });
    await dial();
    await scene.carrier.clock.advance(60_000);
    expect(told()).toEqual(['initiated', 'ringing', 'in-progress', 'completed', 'initiated']);
  });

  it.each(['webhook-wrong-signature', 'webhook-wrong-scheme'] as const)('%s does not verify', async (kind) => {
    fault({ kind, match: { family: 'voice' }, count: 1 });
    const { default: twilio } = await import('twilio');
    await ring();
    await ring();
    const verified = scene.app
      .at('/voice')
      .map(({ headers, url, params }) =>
        twilio.validateRequest(scene.carrier.authToken, String(headers['x-twilio-signature']), url, params),
      );
    expect(verified).toEqual([false, true]);
  });

  it('a stalled document is answered in vain: fifteen seconds later the call takes the fallback', async () => {
    await scene.sdk.incomingPhoneNumbers(scene.numberSid).update({ voiceFallbackUrl: `${scene.app.url}/fallback` });
    scene.app.says('/fallback', '<Pause length="60"/>');
    fault({ kind: 'webhook-stall', match: { family: 'voice' }, count: 1 });
    await ring();
    await scene.carrier.clock.advance(14_999);
    expect(scene.app.at('/fallback')).toHaveLength(0);
    await scene.carrier.clock.advance(1);
    expect(scene.app.at('/fallback')[0]?.params).toMatchObject({ ErrorCode: '11200' });
  });

  it('no ringing event, and an answer told late', async () => {
    fault({ kind: 'no-ringing-event' });
    fault({ kind: 'late-answer', ms: 40_000 });
    await dial();
    await scene.carrier.clock.advance(120_000);
    expect(told()).toEqual(['initiated', 'completed', 'in-progress']);
  });

  it.each([
    ['conference-start-missing', ['participant-join', 'participant-join']],
    ['conference-start-early', ['participant-join', 'conference-start', 'participant-join']],
  ] as const)('%s', async (kind, expected) => {
    fault({ kind });
    await ring();
    await ring();
    expect(rooms()).toEqual(expected);
    expect(scene.carrier.control.state().conferences[0]?.status).toBe('in-progress');
  });

  it('an orphan leg is up and says nothing', async () => {
    fault({ kind: 'orphan-leg', match: { to: TARGET } });
    const call = await dial();
    await scene.carrier.clock.advance(10_000);
    expect((await scene.sdk.calls(call.sid).fetch()).status).toBe('in-progress');
    expect(told()).toEqual([]);
  });

  it('an ignored hold answers 200 and holds nobody', async () => {
    const sid = await ring();
    fault({ kind: 'hold-ignored', count: 1 });
    const [room] = await scene.sdk.conferences.list({ friendlyName: 'ix_1' });
    const participant = scene.sdk.conferences(room?.sid ?? '').participants(sid);
    expect((await participant.update({ hold: true })).hold).toBe(false);
    expect((await participant.update({ hold: true })).hold).toBe(true);
  });

  it('strike with their probability, repeatable by seed', async () => {
    const strikes = () => {
      scene.carrier.control.clearFaults();
      scene.carrier.control.seed('dice');
      fault({ kind: 'number-unowned', probability: 0.3 });
      return Array.from({ length: 200 }, () => scene.carrier.control.net.faults.strike('number-unowned', {}) !== undefined);
    };
    const first = strikes();
    expect(first.filter(Boolean).length).toBeGreaterThan(30);
    expect(first.filter(Boolean).length).toBeLessThan(90);
    expect(strikes()).toEqual(first);
  });
});
