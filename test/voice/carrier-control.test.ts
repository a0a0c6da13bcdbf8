import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeviceClient } from '../../server/carrier/device-client.js';
import { startCarrier } from '../../server/carrier/index.js';
import { accessToken, startScene } from './carrier-harness.js';

const CALLER = '+4915228817386';

describe('the control API', () => {
  let scene: Awaited<ReturnType<typeof startScene>>;
  beforeEach(async () => {
    scene = await startScene();
    scene.app.says('/voice', '<Enqueue waitUrl="">q</Enqueue>');
  });
  afterEach(() => scene.close());

  const ask = async <T = Record<string, unknown>>(method: string, path: string, body?: unknown, secret = scene.carrier.controlSecret) => {
    const response = await fetch(`${scene.carrier.url}/_sim/${path}`, {
      method,
      headers: { 'x-sim-secret': secret },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  };

  it('wants its secret, which is not the account’s', async () => {
    expect((await ask('GET', 'state', undefined, scene.carrier.authToken)).status).toBe(401);
    expect((await ask('GET', 'state')).status).toBe(200);
  });

  it('lets a phone ring, press keys, and hang up, and shows what happened', async () => {
    const { body } = await ask('POST', 'inbound', { from: CALLER, to: scene.number, script: { patienceMs: 60_000 } });
    await ask('POST', 'clock/advance', { ms: 5000 });
    expect((await ask('GET', 'state')).body.legs).toMatchObject([{ sid: body.callSid, status: 'in-progress', place: 'queue q' }]);
    expect((await ask('POST', `legs/${body.callSid}/dtmf`, { digits: '1' })).status).toBe(200);
    expect((await ask('POST', `legs/${body.callSid}/speech`, { text: 'hello' })).status).toBe(200);
    expect((await ask('POST', `legs/${body.callSid}/hangup`)).status).toBe(200);
    await scene.carrier.settle();
    const { body: trace } = await ask<{ kind: string }[]>('GET', `trace?callSid=${body.callSid}`);
    expect(trace.map((entry) => entry.kind)).toEqual(
      expect.arrayContaining(['call.created', 'call.answered', 'queue.entered', 'digits', 'speech', 'queue.left', 'call.ended']),
    );
    expect((await ask<{ family: string }[]>('GET', 'webhooks')).body.map((record) => record.family)).toEqual(['voice', 'call-progress']);
  });

  it('refuses what it does not understand, with a reason', async () => {
    expect((await ask('POST', 'inbound', { form: CALLER })).status).toBe(400);
    expect((await ask('POST', 'inbound', { from: CALLER, to: '+4999' })).status).toBe(404);
    expect((await ask('POST', 'faults', { kind: 'earthquake' })).status).toBe(400);
    expect((await ask('POST', 'legs/CA1/hangup')).status).toBe(404);
    expect((await ask('GET', 'nothing')).status).toBe(404);
  });

  it('adds, shows and clears faults and quirks', async () => {
    const { body } = await ask('POST', 'faults', { kind: 'rest-500', count: 1 });
    await expect(scene.sdk.calls.list()).rejects.toMatchObject({ code: 20500 });
    expect((await ask('GET', 'faults')).body).toMatchObject([{ id: body.id, kind: 'rest-500', hits: 1 }]);
    await ask('DELETE', `faults/${body.id}`);
    expect((await ask('GET', 'faults')).body).toEqual([]);
    expect((await ask('POST', 'quirks', { conferenceSequenceBase: 0 })).body).toMatchObject({
      conferenceSequenceBase: 0,
      redirectedAction: 'ignored',
    });
  });

  it('reset hangs everything up and forgets', async () => {
    scene.carrier.control.inbound({ from: CALLER, to: scene.number });
    await scene.carrier.settle();
    await ask('POST', 'reset');
    await scene.carrier.settle();
    expect((await ask('GET', 'state')).body.legs).toEqual([]);
    expect(await scene.sdk.incomingPhoneNumbers.list()).toHaveLength(6);
  });

  it('random people call, the same ones for the same seed', async () => {
    const day = async () => {
      const carrier = await startCarrier({ clock: 'manual', seed: 'monday', credentials: scene.carrier });
      for (const [sid, number] of carrier.control.net.numbers)
        carrier.control.net.numbers.set(sid, { ...number, voiceUrl: `${scene.app.url}/voice` });
      carrier.control.traffic({ perMinute: 6, patienceMs: 20_000 });
      await carrier.clock.advance(600_000);
      const calls = [...carrier.control.net.calls.values()].map(({ sid, from, createdAt, endedAt }) => [sid, from, createdAt, endedAt]);
      await carrier.close();
      return calls;
    };
    const first = await day();
    expect(first.length).toBeGreaterThan(40);
    expect(first.length).toBeLessThan(80);
    expect(await day()).toEqual(first);
  });
});

describe('the oracle', () => {
  let scene: Awaited<ReturnType<typeof startScene>>;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(() => scene.close());
  const rules = () => scene.carrier.control.invariants().map(({ rule }) => rule);

  it('sees a customer alone in a room for more than thirty seconds', async () => {
    scene.app.says('/voice', '<Dial><Conference waitUrl="">ix_1</Conference></Dial>');
    scene.carrier.control.inbound({ from: CALLER, to: scene.number });
    await scene.carrier.clock.advance(29_999);
    expect(rules()).toEqual([]);
    await scene.carrier.clock.advance(1);
    expect(rules()).toEqual(['customer-alone']);
  });

  it('no longer counts who was let out of the room before that', async () => {
    scene.app.says('/voice', '<Dial><Conference waitUrl="">ix_1</Conference></Dial>');
    const sid = scene.carrier.control.inbound({ from: CALLER, to: scene.number });
    await scene.carrier.clock.advance(20_000);
    await scene.sdk.calls(sid).update({ twiml: '<Response><Pause length="600"/></Response>' });
    await scene.carrier.clock.advance(60_000);
    expect(rules()).toEqual([]);
  });

  it('sees a dequeued caller who arrives nowhere, and is content with one who does', async () => {
    scene.app.says('/voice', '<Enqueue waitUrl="">q</Enqueue>');
    scene.app.says('/nowhere', '<Pause length="60"/>');
    scene.app.says('/room', '<Dial><Conference waitUrl="">ix_1</Conference></Dial>');
    const [lost, found] = [
      scene.carrier.control.inbound({ from: CALLER, to: scene.number }),
      scene.carrier.control.inbound({ from: CALLER, to: scene.number }),
    ];
    await scene.carrier.settle();
    await scene.sdk.calls(found).update({ url: `${scene.app.url}/room` });
    await scene.sdk.calls(lost).update({ url: `${scene.app.url}/nowhere` });
    await scene.carrier.clock.advance(16_000);
    expect(scene.carrier.control.invariants()).toMatchObject([{ rule: 'dequeued-and-lost', callSid: lost }]);
  });

  it('sees a browser phone in two rooms', async () => {
    const application = await scene.sdk.applications.create({ voiceUrl: `${scene.app.url}/agent` });
    scene.app.answers.set(
      '/agent',
      ({ params }) => `<Response><Dial><Conference waitUrl="">${params['room']}</Conference></Dial></Response>`,
    );
    const phone = await DeviceClient.open({
      url: `${scene.carrier.url.replace('http', 'ws')}/device`,
      token: accessToken(scene.carrier, 'agent_1', application.sid),
    });
    await (await phone.connect({ room: 'ix_1' })).accepted;
    const second = await phone.connect({ room: 'ix_2' });
    await second.accepted;
    await scene.carrier.settle();
    expect(rules()).toEqual(['agent-in-two-rooms']);
    phone.vanish();
  });
});
