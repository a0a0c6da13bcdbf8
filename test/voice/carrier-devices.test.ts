import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { DeviceClient } from '../../server/carrier/device-client.js';
import { accessToken, startScene } from './carrier-harness.js';

describe('a browser phone', () => {
  let scene: Awaited<ReturnType<typeof startScene>>;
  let applicationSid: string;
  const open: DeviceClient[] = [];
  beforeEach(async () => {
    scene = await startScene();
    applicationSid = (
      await scene.sdk.applications.create({ voiceUrl: `${scene.app.url}/agent`, statusCallback: `${scene.app.url}/agent-status` })
    ).sid;
    scene.app.says('/agent', '<Dial action="/left"><Conference participantLabel="agent" waitUrl="">ix_1</Conference></Dial>');
  });
  afterEach(async () => {
    for (const device of open.splice(0)) device.vanish();
    await scene.close();
  });

  const device = async (identity = 'agent_1', options: { query?: string; instance?: string; incoming?: boolean } = {}) => {
    const url = `${scene.carrier.url.replace('http', 'ws')}/device${options.query ?? ''}`;
    const token = accessToken(scene.carrier, identity, applicationSid, { incoming: options.incoming ?? true });
    const client = await DeviceClient.open({ url, token, ...(options.instance === undefined ? {} : { instance: options.instance }) });
    open.push(client);
    return client;
  };
  const states = () => scene.carrier.control.state().devices;
  const statusOf = async (sid: string) => (await scene.sdk.calls(sid).fetch()).status;

  it('calls the application of its token with its parameters', async () => {
    const phone = await device();
    const call = await phone.connect({ offer: 'o1', nonce: 'n1' });
    await call.accepted;
    expect(scene.app.at('/agent')[0]?.params).toMatchObject({
      CallSid: call.sid,
      From: 'client:agent_1',
      Caller: 'client:agent_1',
      To: '',
      Direction: 'inbound',
      CallStatus: 'ringing',
      ApplicationSid: applicationSid,
      offer: 'o1',
      nonce: 'n1',
    });
    expect(scene.app.at('/agent')[0]?.params).not.toHaveProperty('CallToken');
    call.disconnect();
    await call.ended;
    await scene.carrier.settle();
    expect(scene.app.at('/agent-status')[0]?.params).toMatchObject({ CallStatus: 'completed', From: 'client:agent_1' });
  });

  it('a leg refused by TwiML ends before it was up', async () => {
    scene.app.says('/agent', '<Reject/>');
    const call = await (await device()).connect();
    await expect(call.accepted).rejects.toThrow('before it was up');
    expect(await statusOf(call.sid)).toBe('no-answer');
  });

  it.each([
    ['a foreign key', () => accessToken(scene.carrier, 'agent_1', applicationSid, { secret: 'another-secret' }), '20107'],
    ['nonsense', () => 'x.y.z', '20101'],
    ['an identity Twilio does not allow', () => accessToken(scene.carrier, 'agent@example', applicationSid), '20106'],
  ])('a token with %s is refused', async (_name, token, code) => {
    await expect(DeviceClient.open({ url: `${scene.carrier.url.replace('http', 'ws')}/device`, token: token() })).rejects.toThrow(code);
  });

  it('a token whose application has no voice URL cannot call', async () => {
    applicationSid = (await scene.sdk.applications.create({})).sid;
    await expect((await device()).connect()).rejects.toThrow('31002');
  });

  it('talks with the caller: speech both ways, its own mute, keys as tones', async () => {
    scene.app.says('/left', '<Hangup/>');
    scene.app.says(
      '/voice',
      '<Dial><Conference participantLabel="customer" endConferenceOnExit="true" waitUrl="">ix_1</Conference></Dial>',
    );
    const phone = await device();
    const call = await phone.connect();
    await call.accepted;
    const caller = scene.carrier.control.inbound({
      from: '+4915228817386',
      to: scene.number,
      script: { says: [{ afterMs: 1000, text: 'Good morning' }], talkMs: 5000 },
    });
    await scene.carrier.clock.advance(1000);
    await expect.poll(() => call.heard).toContainEqual({ kind: 'speech', text: 'Good morning', from: '+4915228817386' });
    call.mute(true);
    await once(call, 'mute');
    call.speak('nobody hears this');
    call.mute(false);
    await once(call, 'mute');
    call.speak('How can I help?');
    call.sendDigits('5');
    const heard = () =>
      scene.carrier.control
        .trace(0, caller)
        .filter(({ kind }) => kind === 'sound')
        .map(({ detail }) => detail['text'] ?? detail['digits']);
    await expect.poll(() => heard()).toEqual(['How can I help?', '5']);
    await scene.carrier.clock.advance(5000);
    expect(await statusOf(caller)).toBe('completed');
    expect(await call.ended).toBe('completed');
  });

  it('whose socket is closed loses its leg a second later', async () => {
    const phone = await device();
    const call = await phone.connect();
    await call.accepted;
    await phone.close();
    await expect.poll(() => states()[0]?.connected).toBe(false);
    await scene.carrier.clock.advance(999);
    expect(await statusOf(call.sid)).toBe('in-progress');
    await scene.carrier.clock.advance(1);
    expect(await statusOf(call.sid)).toBe('completed');
    expect(states()).toEqual([]);
  });

  it('behind a proxy that dies keeps its leg and resumes it', async () => {
    const phone = await device('agent_1', { query: '?via=proxy', instance: 'page-1' });
    const call = await phone.connect();
    await call.accepted;
    phone.vanish();
    await expect.poll(() => states()[0]?.connected).toBe(false);
    await scene.carrier.clock.advance(300_000);
    expect(await statusOf(call.sid)).toBe('in-progress');
    const again = await device('agent_1', { query: '?via=proxy', instance: 'page-1' });
    expect([...again.calls.keys()]).toEqual([call.sid]);
    await scene.carrier.clock.advance(600_000);
    again.calls.get(call.sid)?.disconnect();
    await expect.poll(async () => await statusOf(call.sid)).toBe('completed');
  });

  it('whose socket breaks because the application is down keeps its leg, and finds it again', async () => {
    const call = await (await device('agent_1', { instance: 'page-1' })).connect();
    await call.accepted;
    await scene.app.close();
    open[0]?.vanish();
    await expect.poll(() => states()[0]?.connected).toBe(false);
    await scene.carrier.clock.advance(300_000);
    expect(scene.carrier.control.state().legs).toMatchObject([{ sid: call.sid, status: 'in-progress' }]);
    const again = await device('agent_1', { instance: 'page-1' });
    expect([...again.calls.keys()]).toEqual([call.sid]);
  });

  it('learns on coming back that its call ended meanwhile', async () => {
    const call = await (await device('agent_1', { query: '?via=proxy', instance: 'page-1' })).connect();
    await call.accepted;
    open[0]?.vanish();
    await expect.poll(() => states()[0]?.connected).toBe(false);
    await scene.sdk.calls(call.sid).update({ status: 'completed' });
    const url = `${scene.carrier.url.replace('http', 'ws')}/device?via=proxy`;
    const socket = new WebSocket(url);
    const events: { type: string }[] = [];
    socket.on('message', (data) => events.push(JSON.parse(String(data))));
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'hello', token: accessToken(scene.carrier, 'agent_1', applicationSid), instance: 'page-1' }));
    await expect.poll(() => events).toHaveLength(2);
    expect(events).toEqual([
      { type: 'ready', identity: 'agent_1', calls: [] },
      { type: 'disconnect', callSid: call.sid, reason: 'completed' },
    ]);
    socket.terminate();
  });

  it('that breaks without a word while the application lives is gone', async () => {
    const phone = await device();
    const call = await phone.connect();
    await call.accepted;
    phone.vanish();
    await expect.poll(() => states()[0]?.connected).toBe(false);
    await scene.carrier.clock.advance(1000);
    expect(await statusOf(call.sid)).toBe('completed');
  });

  it('without the incoming grant is connected but never called', async () => {
    const phone = await device('agent_2', { incoming: false });
    await phone.register();
    expect(states()).toMatchObject([{ identity: 'agent_2', registered: false }]);
  });

  it('killed by the control API vanishes like a closed lid', async () => {
    const call = await (await device()).connect();
    await call.accepted;
    scene.carrier.control.killClient('agent_1');
    await scene.carrier.clock.advance(1000);
    expect(await statusOf(call.sid)).toBe('completed');
  });

  it('by fault its leg outlives it for longer', async () => {
    scene.carrier.control.fault({ kind: 'media-loss', ms: 30_000, match: { identity: 'agent_1' } });
    const call = await (await device()).connect();
    await call.accepted;
    scene.carrier.control.killClient('agent_1');
    await scene.carrier.clock.advance(29_000);
    expect(await statusOf(call.sid)).toBe('in-progress');
    await scene.carrier.clock.advance(1000);
    expect(await statusOf(call.sid)).toBe('completed');
  });

  it('registered, it is dialled; the first device to accept wins', async () => {
    const [one, two] = [await device(), await device()];
    await Promise.all([one.register(), two.register()]);
    scene.app.says(
      '/voice',
      '<Dial action="/dialled"><Client><Identity>agent_1</Identity><Parameter name="ticket" value="48 190"/></Client></Dial>',
    );
    scene.app.says('/dialled', '<Hangup/>');
    const offered = Promise.all([once(one, 'incoming'), once(two, 'incoming')]);
    const caller = scene.carrier.control.inbound({ from: '+4915228817386', to: scene.number });
    await scene.carrier.clock.advance(0);
    const [[first], [second]] = await offered;
    expect(first.params).toEqual({ ticket: '48 190' });
    first.accept();
    await first.accepted;
    expect(await second.ended).toBe('cancel');
    await expect.poll(() => scene.carrier.control.state().legs.every((leg) => leg.talking)).toBe(true);
    await scene.carrier.clock.advance(12_000);
    first.disconnect();
    await first.ended;
    await scene.carrier.settle();
    expect(scene.app.at('/dialled')[0]?.params).toMatchObject({
      DialCallStatus: 'completed',
      DialCallDuration: '12',
      DialBridged: 'true',
      CallSid: caller,
    });
    const child = await scene.sdk.calls(String(scene.app.at('/dialled')[0]?.params['DialCallSid'])).fetch();
    expect(child).toMatchObject({ parentCallSid: caller, direction: 'outbound-dial', to: 'client:agent_1', duration: '12' });
  });

  it('that rejects is busy; nobody registered is no-answer or failed, by reading', async () => {
    scene.app.says('/voice', '<Dial action="/dialled"><Client>agent_1</Client></Dial>');
    scene.app.says('/dialled', '<Hangup/>');
    const ring = async () => {
      scene.carrier.control.inbound({ from: '+4915228817386', to: scene.number });
      await scene.carrier.clock.advance(0);
    };
    await ring();
    scene.carrier.control.quirks({ unregisteredClient: 'failed' });
    await ring();
    const phone = await device();
    await phone.register();
    phone.on('incoming', (call) => call.reject());
    await ring();
    await expect.poll(() => scene.app.at('/dialled')).toHaveLength(3);
    expect(scene.app.at('/dialled').map(({ params }) => params['DialCallStatus'])).toEqual(['no-answer', 'failed', 'busy']);
  });
});
