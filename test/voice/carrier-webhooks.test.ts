import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startScene } from './carrier-harness.js';

describe('a webhook', () => {
  let scene: Awaited<ReturnType<typeof startScene>>;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(() => scene.close());

  const voiceAt = (path: string, method: 'GET' | 'POST' = 'POST') =>
    scene.sdk.incomingPhoneNumbers(scene.numberSid).update({ voiceUrl: `${scene.app.url}${path}`, voiceMethod: method });
  const ring = async () => {
    const sid = scene.carrier.control.inbound({ from: '+4915228817386', to: scene.number });
    await scene.carrier.settle();
    return sid;
  };

  it('by GET carries its parameters in the signed URL', async () => {
    await voiceAt('/get?a=1%202', 'GET');
    scene.app.says('/get', '<Hangup/>');
    const sid = await ring();
    const [request] = scene.app.at('/get');
    expect(request?.params).toMatchObject({ a: '1 2', CallSid: sid });
    expect(twilio.validateRequest(scene.carrier.authToken, String(request?.headers['x-twilio-signature']), request?.url ?? '', {})).toBe(
      true,
    );
  });

  it('is not retried on a 5xx unless its URL asks for it, and a retry keeps the idempotency token', async () => {
    let fails = 2;
    scene.app.answers.set('/flaky', () => (fails-- > 0 ? { status: 503 } : { body: '<Response><Hangup/></Response>' }));
    await voiceAt('/flaky#rc=3&rp=ct,5xx');
    await ring();
    const requests = scene.app.at('/flaky');
    expect(requests).toHaveLength(3);
    expect(new Set(requests.map(({ headers }) => headers['i-twilio-idempotency-token'])).size).toBe(1);
    expect(requests[0]?.url.includes('#')).toBe(false);
    scene.app.answers.set('/once', () => ({ status: 503 }));
    await voiceAt('/once');
    await ring();
    expect(scene.app.at('/once')).toHaveLength(1);
  });

  it('that cannot connect is retried once, and is 11205', async () => {
    await scene.sdk.incomingPhoneNumbers(scene.numberSid).update({ voiceUrl: 'http://127.0.0.1:1/nobody' });
    await ring();
    const [record] = scene.carrier.control.webhooks().filter(({ family }) => family === 'voice');
    expect(record?.attempts).toBe(2);
    const [note] = await scene.sdk.api.v2010.accounts(scene.carrier.accountSid).notifications.list();
    expect(note).toMatchObject({ errorCode: '11205', requestUrl: 'http://127.0.0.1:1/nobody' });
  });

  it('whose answer takes longer than its read time-out counts as failed', async () => {
    scene.app.answers.set('/slow', () => new Promise((resolve) => setTimeout(() => resolve('<Response/>'), 400)));
    await voiceAt('/slow#rt=100&rc=0');
    await ring();
    const [record] = scene.carrier.control.webhooks().filter(({ family }) => family === 'voice');
    expect(record?.error).toBe('Read timed out');
  });

  it('follows a redirect as GET and without parameters', async () => {
    await voiceAt('/moved');
    scene.app.answers.set('/moved', () => ({ status: 302, headers: { location: '/target' } }));
    scene.app.says('/target', '<Hangup/>');
    await ring();
    expect(scene.app.at('/target')[0]).toMatchObject({ method: 'GET', params: {} });
  });

  it('a callback that fails is a warning (15003) and nothing else', async () => {
    scene.app.says('/voice', '<Say>Hello</Say>');
    scene.app.answers.set('/status', () => ({ status: 500 }));
    const sid = await ring();
    await scene.carrier.clock.advance(5000);
    expect((await scene.sdk.calls(sid).fetch()).status).toBe('completed');
    const [note] = await scene.sdk.api.v2010.accounts(scene.carrier.accountSid).notifications.list();
    expect(note).toMatchObject({ errorCode: '15003', log: '1' });
  });
});
