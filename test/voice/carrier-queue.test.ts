import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startScene } from './carrier-harness.js';

const FROM = '+4915228817386';

describe('a queue', () => {
  let scene: Awaited<ReturnType<typeof startScene>>;
  beforeEach(async () => {
    scene = await startScene();
    scene.app.says('/voice', '<Enqueue action="/dequeued" waitUrl="/wait">q_1</Enqueue>');
    scene.app.says('/wait', '<Pause length="10"/>');
    scene.app.says('/dequeued', '<Hangup/>');
  });
  afterEach(() => scene.close());

  const ring = (script = {}) => scene.carrier.control.inbound({ from: FROM, to: scene.number, script });
  const result = () => scene.app.at('/dequeued').map((request) => request.params['QueueResult']);
  const queueSid = async () => (await scene.sdk.queues.list())[0]?.sid ?? '';

  it('asks for the wait document again and again, telling place and time', async () => {
    ring();
    ring();
    await scene.carrier.clock.advance(25_000);
    const second = scene.app
      .at('/wait')
      .map((request) => [request.params['QueuePosition'], request.params['QueueTime'], request.params['CurrentQueueSize']]);
    expect(second).toEqual([
      ['1', '0', '1'],
      ['2', '0', '2'],
      ['1', '10', '2'],
      ['2', '10', '2'],
      ['1', '20', '2'],
      ['2', '20', '2'],
    ]);
    expect(scene.app.at('/wait')[0]?.params).toMatchObject({ QueueSid: await queueSid(), MaxQueueSize: '1000', AvgQueueTime: '0' });
  });

  it('a caller who hangs up leaves with "hangup", whose answer nobody runs', async () => {
    scene.app.says('/dequeued', '<Redirect>/must-not-run</Redirect>');
    const sid = ring({ hangupAfterMs: 7000 });
    await scene.carrier.clock.advance(8000);
    expect(scene.app.at('/dequeued')[0]?.params).toMatchObject({ QueueResult: 'hangup', QueueTime: '7', CallStatus: 'completed' });
    expect(scene.app.at('/must-not-run')).toHaveLength(0);
    expect((await scene.sdk.calls(sid).fetch()).duration).toBe('7');
  });

  it('a key in the wait document and Leave lead to the action with "leave"', async () => {
    scene.app.says('/wait', '<Gather numDigits="1" timeout="60" action="/wait-key"/>');
    scene.app.says('/wait-key', '<Leave/>');
    scene.app.says('/dequeued', '<Redirect>/callback</Redirect>');
    ring({ dtmf: ['1'] });
    await scene.carrier.clock.advance(1000);
    expect(scene.app.at('/wait-key')[0]?.params).toMatchObject({ Digits: '1', QueuePosition: '1' });
    expect(result()).toEqual(['leave']);
    expect(scene.app.at('/callback')).toHaveLength(1);
  });

  it('a full queue refuses with "queue-full" and no QueueSid', async () => {
    await scene.sdk.queues.create({ friendlyName: 'q_1', maxSize: 1 });
    ring();
    ring();
    await scene.carrier.settle();
    expect(result()).toEqual(['queue-full']);
    expect(scene.app.at('/dequeued')[0]?.params).not.toHaveProperty('QueueSid');
  });

  it('by fault the carrier fails with "system-error"', async () => {
    scene.carrier.control.fault({ kind: 'queue-system-error', count: 1 });
    ring();
    await scene.carrier.settle();
    expect(result()).toEqual(['system-error']);
  });

  it('a wait document that cannot be had leaves with "error"', async () => {
    scene.app.answers.set('/wait', () => ({ status: 500 }));
    ring();
    await scene.carrier.settle();
    expect(result()).toEqual(['error']);
  });

  it.each([
    ['ignored', ['/join']],
    ['executed', ['/from-action']],
  ] as const)('dequeued by REST: what the action answers is %s', async (reading, ran) => {
    scene.carrier.control.quirks({ redirectedAction: reading });
    scene.app.says('/dequeued', '<Redirect>/from-action</Redirect>');
    scene.app.says('/join', '<Say>Hello</Say>');
    scene.app.says('/from-action', '<Say>Hello</Say>');
    const sid = ring();
    await scene.carrier.clock.advance(1000);
    await scene.sdk
      .queues(await queueSid())
      .members(sid)
      .update({ url: `${scene.app.url}/join`, method: 'POST' });
    await scene.carrier.settle();
    expect(result()).toEqual(['redirected']);
    expect(scene.app.received.map((request) => request.path).filter((path) => path === '/join' || path === '/from-action')).toEqual(ran);
  });

  it('calls.update with a URL takes the caller out of the queue too', async () => {
    scene.app.says('/join', '<Say>Hello</Say>');
    const sid = ring();
    await scene.carrier.settle();
    await scene.sdk.calls(sid).update({ url: `${scene.app.url}/join` });
    await scene.carrier.settle();
    expect(result()).toEqual(['redirected']);
    expect((await scene.sdk.queues.list())[0]?.currentSize).toBe(0);
  });

  it('a member who is gone is not found', async () => {
    const sid = ring({ hangupAfterMs: 500 });
    await scene.carrier.clock.advance(1000);
    const update = scene.sdk
      .queues(await queueSid())
      .members(sid)
      .update({ url: `${scene.app.url}/join` });
    await expect(update).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it('Front is the first caller, and the others move up', async () => {
    scene.app.says('/join', '<Pause length="60"/>');
    const first = ring();
    const second = ring();
    await scene.carrier.settle();
    const sid = await queueSid();
    expect((await scene.sdk.queues(sid).members('Front').fetch()).callSid).toBe(first);
    await scene.sdk
      .queues(sid)
      .members('Front')
      .update({ url: `${scene.app.url}/join` });
    await scene.carrier.settle();
    const left = await scene.sdk.queues(sid).members.list();
    expect(left.map((member) => [member.callSid, member.position])).toEqual([[second, 1]]);
  });

  it('Dial Queue connects to the first caller; the action comes when they are done', async () => {
    const waiting = ring();
    await scene.carrier.clock.advance(3000);
    scene.app.says('/voice', '<Dial action="/dialled"><Queue url="/about-to">q_1</Queue></Dial>');
    scene.app.says('/about-to', '<Say>You are next</Say>');
    const taker = scene.carrier.control.inbound({ from: '+4930111222', to: scene.number });
    await scene.carrier.clock.advance(2000);
    expect(scene.app.at('/about-to')[0]?.params).toMatchObject({ DequeingCallSid: taker, CallSid: waiting });
    expect(scene.carrier.control.state().legs.map((leg) => leg.talking)).toEqual([true, true]);
    expect(result()).toEqual([]);
    await scene.carrier.clock.advance(10_000);
    scene.carrier.control.hangup(waiting);
    await scene.carrier.settle();
    expect(result()).toEqual(['bridged']);
    expect(scene.app.at('/dialled')[0]?.params).toMatchObject({ DialCallStatus: 'completed', DialCallSid: waiting, DialBridged: 'true' });
  });

  it('waiting music without a URL is the carrier’s own, an empty one is silence', async () => {
    scene.app.says('/voice', '<Enqueue>q_1</Enqueue>');
    const sid = ring();
    await scene.carrier.settle();
    const sounds = scene.carrier.control.trace(0, sid).filter((entry) => entry.kind === 'sound');
    expect(sounds[0]?.detail).toMatchObject({ kind: 'play', url: '' });
  });
});
