import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startScene } from './carrier-harness.js';

type Scene = Awaited<ReturnType<typeof startScene>>;

describe('an inbound call', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(() => scene.close());

  it('asks the voice URL with a signature the official SDK accepts', async () => {
    scene.app.says('/voice', '<Say>Hello</Say>');
    const sid = scene.carrier.control.inbound({ from: '+4915112345678', to: scene.number });
    await scene.carrier.settle();
    const [request] = scene.app.at('/voice');
    expect(request?.params).toMatchObject({
      CallSid: sid,
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: '+4915112345678',
      To: scene.number,
      FromCountry: 'DE',
      FromCity: '',
    });
    const mark = request?.headers['x-twilio-signature'];
    expect(twilio.validateRequest(scene.carrier.authToken, String(mark), request?.url ?? '', request?.params ?? {})).toBe(true);
    expect(request?.headers['i-twilio-idempotency-token']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('ends by itself when its document ends, and reports completed once with sequence 0', async () => {
    scene.app.says('/voice', '<Say>Hello</Say><Pause length="3"/>');
    const sid = scene.carrier.control.inbound({ from: '+4915112345678', to: scene.number });
    await scene.carrier.clock.advance(10_000);
    const call = await scene.sdk.calls(sid).fetch();
    expect(call.status).toBe('completed');
    expect(call.duration).toBe('4');
    const reports = scene.app.at('/status').map((request) => request.params);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({
      CallStatus: 'completed',
      SequenceNumber: '0',
      CallDuration: '4',
      CallbackSource: 'call-progress-events',
      SipResponseCode: '200',
    });
  });

  it('waits in a queue, is dequeued by REST, and talks with an agent leg in a room', async () => {
    const { app, carrier, sdk } = scene;
    app.says('/voice', '<Enqueue action="/dequeued" waitUrl="/wait">q_1</Enqueue>');
    app.says('/wait', '<Say>One moment</Say>');
    app.says('/dequeued', '<Hangup/>');
    app.says(
      '/join',
      `<Dial action="/left"><Conference participantLabel="customer" endConferenceOnExit="true" waitUrl="" statusCallback="/conference" statusCallbackEvent="start end join leave">ix_1</Conference></Dial>`,
    );
    const sid = carrier.control.inbound({ from: '+4915112345678', to: scene.number });
    await carrier.clock.advance(5000);
    expect(app.at('/wait').length).toBeGreaterThan(2);
    const [queue] = await sdk.queues.list();
    expect(queue).toMatchObject({ friendlyName: 'q_1', currentSize: 1 });
    const member = await sdk
      .queues(queue?.sid ?? '')
      .members(sid)
      .update({ url: `${app.url}/join` });
    expect(member).toMatchObject({ callSid: sid, position: 1 });
    await carrier.settle();
    expect(app.at('/dequeued')[0]?.params).toMatchObject({ QueueResult: 'redirected', QueueTime: '5' });
    const [room] = await sdk.conferences.list({ friendlyName: 'ix_1' });
    expect(room?.status).toBe('init');
    await sdk.conferences('ix_1').participants.create({ from: scene.number, to: '+4930111222', label: 'agent' });
    await carrier.clock.advance(5000);
    const participants = await sdk.conferences(room?.sid ?? '').participants.list();
    expect(participants.map((participant) => [participant.label, participant.status]).sort()).toEqual([
      ['agent', 'connected'],
      ['customer', 'connected'],
    ]);
    carrier.control.hangup(sid);
    await carrier.settle();
    expect(app.at('/conference').map((request) => request.params['StatusCallbackEvent'])).toEqual([
      'participant-join',
      'participant-join',
      'conference-start',
      'participant-leave',
      'participant-leave',
      'conference-end',
    ]);
    expect(carrier.control.state().legs).toEqual([]);
  });
});
