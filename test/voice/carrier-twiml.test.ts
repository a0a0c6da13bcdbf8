import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startScene } from './carrier-harness.js';

const FROM = '+4915228817386';

describe('TwiML', () => {
  let scene: Awaited<ReturnType<typeof startScene>>;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(() => scene.close());

  const ring = (script = {}) => scene.carrier.control.inbound({ from: FROM, to: scene.number, script });
  const statusOf = async (sid: string) => (await scene.sdk.calls(sid).fetch()).status;
  const codes = async () => (await scene.sdk.api.v2010.accounts(scene.carrier.accountSid).notifications.list()).map((one) => one.errorCode);

  it('Gather: keys pressed during the prompt end it and go to a relative action with the query kept', async () => {
    scene.app.says(
      '/voice',
      '<Gather numDigits="1" action="ivr/main?i=7"><Say>A very long menu that nobody wants to hear to its end</Say></Gather>',
    );
    scene.app.says('/ivr/main', '<Hangup/>');
    ring({ dtmf: ['2'] });
    await scene.carrier.clock.advance(600);
    const [request] = scene.app.at('/ivr/main');
    expect(request?.url.endsWith('/ivr/main?i=7')).toBe(true);
    expect(request?.params).toMatchObject({ Digits: '2', CallStatus: 'in-progress' });
  });

  it('Gather: without input it waits for its timeout after the prompt and falls through to the next verb', async () => {
    scene.app.says('/voice', '<Gather timeout="4"><Pause length="2"/></Gather><Redirect>/next</Redirect>');
    ring();
    await scene.carrier.clock.advance(5999);
    expect(scene.app.at('/next')).toHaveLength(0);
    await scene.carrier.clock.advance(1);
    expect(scene.app.at('/next')).toHaveLength(1);
  });

  it('Gather: by the other reading the timeout runs from the start of the prompt', async () => {
    scene.carrier.control.quirks({ gatherTimeout: 'from-start' });
    scene.app.says('/voice', '<Gather timeout="4"><Pause length="20"/></Gather><Redirect>/next</Redirect>');
    ring();
    await scene.carrier.clock.advance(4000);
    expect(scene.app.at('/next')).toHaveLength(1);
  });

  it('Gather: finishOnKey ends several digits, actionOnEmptyResult reports silence, speech is a result', async () => {
    scene.app.says('/voice', '<Gather action="/first"/>');
    scene.app.says('/first', '<Gather timeout="1" actionOnEmptyResult="true" action="/second"/>');
    scene.app.says('/second', '<Gather input="speech" action="/third"/>');
    scene.app.says('/third', '<Hangup/>');
    const sid = ring({ dtmf: ['4711#'] });
    await scene.carrier.clock.advance(1600);
    scene.carrier.control.speech(sid, 'my invoice is wrong');
    await scene.carrier.settle();
    expect(scene.app.at('/first')[0]?.params).toMatchObject({ Digits: '4711', FinishedOnKey: '#' });
    expect(scene.app.at('/second')[0]?.params).toMatchObject({ Digits: '' });
    expect(scene.app.at('/third')[0]?.params).toMatchObject({ SpeechResult: 'my invoice is wrong', Confidence: '0.9' });
  });

  it('Pause and Redirect do not answer, Say does', async () => {
    scene.app.says('/voice', '<Pause length="2"/><Redirect>/next</Redirect>');
    scene.app.says('/next', '<Say>Hello</Say>');
    const sid = ring();
    await scene.carrier.clock.advance(1999);
    expect(await statusOf(sid)).toBe('ringing');
    await scene.carrier.clock.advance(1);
    expect(await statusOf(sid)).toBe('in-progress');
  });

  it('Reject ends as busy or no-answer and never answers', async () => {
    scene.app.says('/voice', '<Reject reason="busy"/>');
    const busy = ring();
    await scene.carrier.settle();
    scene.app.says('/voice', '<Reject/>');
    const refused = ring();
    await scene.carrier.settle();
    expect([await statusOf(busy), await statusOf(refused)]).toEqual(['busy', 'no-answer']);
    expect(scene.app.at('/status').map((request) => request.params['CallDuration'])).toEqual(['0', '0']);
  });

  it.each([
    ['no XML', { body: '<Response><Say>' }, 12100],
    ['an unknown verb', { body: '<Response><Shout>x</Shout></Response>' }, 12200],
    ['a wrong content type', { type: 'application/json', body: '{}' }, 12300],
    ['a server error', { status: 500 }, 11200],
  ])('%s goes to the fallback URL with ErrorCode and ErrorUrl', async (_name, answer, code) => {
    await scene.sdk.incomingPhoneNumbers(scene.numberSid).update({ voiceFallbackUrl: `${scene.app.url}/fallback` });
    scene.app.answers.set('/voice', () => answer);
    scene.app.says('/fallback', '<Say>One moment please</Say>');
    ring();
    await scene.carrier.settle();
    expect(scene.app.at('/fallback')[0]?.params).toMatchObject({ ErrorCode: String(code), ErrorUrl: `${scene.app.url}/voice`, From: FROM });
    expect(await codes()).toEqual([String(code)]);
  });

  it('without a fallback the caller hears the apology and the call ends as completed', async () => {
    scene.app.answers.set('/voice', () => ({ status: 503 }));
    const sid = ring();
    await scene.carrier.clock.advance(10_000);
    expect(await statusOf(sid)).toBe('completed');
    const heard = scene.carrier.control.trace(0, sid).filter((entry) => entry.kind === 'sound');
    expect(heard[0]?.detail).toMatchObject({ text: expect.stringContaining('application error') });
  });

  it('an endless redirect is stopped', async () => {
    scene.app.says('/voice', '<Redirect>/voice</Redirect>');
    const sid = ring();
    await scene.carrier.clock.advance(10_000);
    expect(scene.app.at('/voice').length).toBeLessThan(60);
    expect(await statusOf(sid)).toBe('completed');
  });

  it('a number without a voice URL fails at once', async () => {
    await scene.sdk.incomingPhoneNumbers(scene.numberSid).update({ voiceUrl: '' });
    const sid = ring();
    await scene.carrier.settle();
    expect(await statusOf(sid)).toBe('failed');
  });

  it('Play takes as long as its WAV; Say loop="0" never ends', async () => {
    const wav = Buffer.alloc(44 + 16_000);
    wav.write('RIFF', 0, 'latin1');
    wav.writeUInt32LE(wav.length - 8, 4);
    wav.write('WAVE', 8, 'latin1');
    wav.writeUInt32LE(8000, 28);
    scene.app.answers.set('/music.wav', () => ({
      type: 'audio/wav',
      body: wav.toString('latin1'),
      encoding: 'latin1',
      headers: { 'content-length': String(wav.length) },
    }));
    scene.app.says('/voice', '<Play>/music.wav</Play><Redirect>/after</Redirect>');
    scene.app.says('/after', '<Say loop="0">Please wait</Say><Redirect>/never</Redirect>');
    ring();
    await scene.carrier.clock.advance(1999);
    expect(scene.app.at('/after')).toHaveLength(0);
    await scene.carrier.clock.advance(1);
    expect(scene.app.at('/after')).toHaveLength(1);
    await scene.carrier.clock.advance(3_600_000);
    expect(scene.app.at('/never')).toHaveLength(0);
  });

  it('every leg ends after four hours, or at its own limit', async () => {
    scene.app.says('/voice', '<Enqueue waitUrl="">q</Enqueue>');
    const sid = ring();
    await scene.carrier.clock.advance(1000);
    await scene.sdk.calls(sid).update({ timeLimit: 60 });
    await scene.carrier.clock.advance(58_000);
    expect(await statusOf(sid)).toBe('in-progress');
    await scene.carrier.clock.advance(2000);
    expect(await statusOf(sid)).toBe('completed');
  });

  it('withheld and forwarded callers look as they do at Twilio', async () => {
    scene.app.says('/voice', '<Hangup/>');
    ring({ withheld: true });
    ring({ forwardedFrom: '+4930111222' });
    await scene.carrier.settle();
    const [withheld, forwarded] = scene.app.at('/voice');
    expect(withheld?.params).toMatchObject({ From: 'anonymous', Caller: 'anonymous' });
    expect(forwarded?.params).toMatchObject({ ForwardedFrom: '+4930111222', CalledVia: '+4930111222' });
  });
});
