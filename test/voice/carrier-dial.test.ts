import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startScene } from './carrier-harness.js';

const CALLER = '+4915228817386';

describe('Dial of numbers', () => {
  let scene: Awaited<ReturnType<typeof startScene>>;
  beforeEach(async () => {
    scene = await startScene();
    scene.app.says('/dialled', '<Hangup/>');
  });
  afterEach(() => scene.close());

  const ring = () => scene.carrier.control.inbound({ from: CALLER, to: scene.number });
  const result = () => scene.app.at('/dialled')[0]?.params;

  it('the first to answer wins, the others are canceled and report it', async () => {
    scene.carrier.control.behave('+4930111001', { kind: 'answer', afterMs: 9000 });
    scene.carrier.control.behave('+4930111002', { kind: 'answer', afterMs: 2000, script: { talkMs: 20_000 } });
    const number = (to: string) =>
      `<Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">${to}</Number>`;
    scene.app.says('/voice', `<Dial action="/dialled">${number('+4930111001')}${number('+4930111002')}</Dial>`);
    ring();
    await scene.carrier.clock.advance(40_000);
    expect(result()).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '20', DialBridged: 'true' });
    const legs = (to: string) =>
      scene.app
        .at('/leg')
        .filter(({ params }) => params['To'] === to)
        .map(({ params }) => params['CallStatus']);
    expect(legs('+4930111001')).toEqual(['initiated', 'ringing', 'canceled']);
    expect(legs('+4930111002')).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
    expect(scene.app.at('/leg')[0]?.params).toMatchObject({
      Direction: 'outbound-dial',
      ParentCallSid: expect.stringMatching(/^CA/),
      From: CALLER,
    });
  });

  it.each([
    [{ kind: 'busy' }, 'busy'],
    [{ kind: 'no-answer' }, 'no-answer'],
    [{ kind: 'fail' }, 'failed'],
  ] as const)('a target that does %o gives %s', async (behaviour, status) => {
    scene.carrier.control.behave('+4930111001', behaviour);
    scene.app.says('/voice', '<Dial action="/dialled" timeout="10">+49 30 111001</Dial>');
    ring();
    await scene.carrier.clock.advance(15_000);
    expect(result()).toMatchObject({ DialCallStatus: status, DialBridged: 'false' });
  });

  it('answerOnBridge leaves the caller ringing until somebody answers', async () => {
    scene.app.says('/voice', '<Dial answerOnBridge="true">+4930111001</Dial>');
    const sid = ring();
    await scene.carrier.clock.advance(3000);
    expect((await scene.sdk.calls(sid).fetch()).status).toBe('ringing');
    await scene.carrier.clock.advance(1000);
    expect((await scene.sdk.calls(sid).fetch()).status).toBe('in-progress');
  });

  it('a whisper is played to the called party before it is connected', async () => {
    scene.app.says('/voice', '<Dial><Number url="/whisper">+4930111001</Number></Dial>');
    scene.app.says('/whisper', '<Pause length="5"/>');
    ring();
    await scene.carrier.clock.advance(8000);
    expect(scene.app.at('/whisper')[0]?.params).toMatchObject({ To: '+4930111001', Direction: 'outbound-dial' });
    expect(scene.carrier.control.state().legs.some((leg) => leg.talking)).toBe(false);
    await scene.carrier.clock.advance(1000);
    expect(scene.carrier.control.state().legs.every((leg) => leg.talking)).toBe(true);
  });

  it('a caller who hangs up takes the called leg along', async () => {
    scene.app.says('/voice', '<Dial>+4930111001</Dial>');
    const sid = ring();
    await scene.carrier.clock.advance(10_000);
    scene.carrier.control.hangup(sid);
    await scene.carrier.settle();
    expect(scene.carrier.control.state().legs).toEqual([]);
  });

  it('a called leg given something else to do by REST goes on without the caller', async () => {
    scene.app.says('/voice', '<Dial action="/dialled">+4930111001</Dial>');
    scene.app.says('/elsewhere', '<Pause length="60"/>');
    const sid = ring();
    await scene.carrier.clock.advance(10_000);
    const [child] = await scene.sdk.calls.list({ parentCallSid: sid });
    await scene.sdk.calls(child?.sid ?? '').update({ url: `${scene.app.url}/elsewhere` });
    await scene.carrier.clock.advance(1000);
    expect(result()).toMatchObject({ DialCallStatus: 'completed' });
    expect((await scene.sdk.calls(child?.sid ?? '').fetch()).status).toBe('in-progress');
  });

  it('a number that is none is failed, with an entry in the error log', async () => {
    scene.app.says('/voice', '<Dial action="/dialled">12</Dial>');
    ring();
    await scene.carrier.settle();
    expect(result()).toMatchObject({ DialCallStatus: 'failed' });
    const [note] = await scene.sdk.api.v2010.accounts(scene.carrier.accountSid).notifications.list();
    expect(note?.errorCode).toBe('13224');
  });
});
