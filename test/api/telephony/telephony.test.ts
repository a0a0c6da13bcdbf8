import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Carrier, startCarrier } from '../../../server/carrier/index.js';
import { systemActor } from '../../../server/core/context.js';
import { lockTelephony } from '../../../server/features/telephony/telephony-row.js';
import { listPhoneLines } from '../../../shared/contract/queues.js';
import * as op from '../../../shared/contract/telephony.js';
import { voiceToken } from '../../../shared/contract/voice-token.js';
import type { Telephony } from '../../../shared/models/telephony.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let carrier: Carrier;
let t: TestApp;
let admin: TestAccount;
let agent: TestAccount;
const MOBILE = '+491713920042';

beforeAll(async () => {
  carrier = await startCarrier();
  t = await startTestApp();
  const { url, accountSid, authToken, apiKeySid, apiKeySecret, controlSecret } = carrier;
  const place = { region: null, edge: null, restBase: url, controlSecret, webhookBase: t.url, applicationSid: null };
  t.telephony.use({ kind: 'simulator', accountSid, apiKeySid, apiKeySecret, authTokens: [authToken], ...place });
  admin = await t.account({ roles: ['admin'] });
  agent = await t.account();
});
afterAll(async () => {
  await t.close();
  await carrier.close();
});
afterEach(() => carrier.control.clearFaults());

const read = () => t.api(op.getTelephony, {}, { as: admin });
/** Waits for the job's outcome, then reads it. */
const outcome = async (started: Telephony) => {
  expect(started.state).toBe('working');
  await t.settle();
  return read();
};

describe('telephony.apply', () => {
  it('sets application, numbers, fallback and callbacks by REST, shows them, and puts the numbers on file', async () => {
    const socket = await t.connect(admin);
    const done = await outcome(await t.api(op.applyTelephony, {}, { as: admin }));
    expect(done).toMatchObject({ kind: 'simulator', state: 'ok', isFixed: false, hasAuthToken: true });
    expect(done.applicationSid).toMatch(/^AP[0-9a-f]{32}$/);
    expect(done.numbers.length).toBeGreaterThan(0);
    expect(done.numbers.every((number) => number.isOurs)).toBe(true);
    const number = done.steps.find((step) => step.code === 'number');
    expect(number?.set?.['VoiceUrl']).toBe(`${t.url}/twilio/voice/inbound#ct=2000&rt=6000&rc=2&rp=ct,rt,5xx`);
    expect(number?.set?.['VoiceFallbackUrl']).toContain('/twilio/voice/fallback');
    expect(number?.set?.['StatusCallback']).toBe(`${t.url}/twilio/cb/call#rc=3&rp=ct,rt,5xx`);
    const lines = await t.api(listPhoneLines, {}, { as: agent });
    expect(lines.items.map((line) => line.e164)).toEqual(expect.arrayContaining(done.numbers.map((one) => one.e164)));
    await socket.next('telephony.changed', (message) => 'state' in message.payload && message.payload.state === 'ok');
    expect(t.telephony.account()?.applicationSid).toBe(done.applicationSid);
  });
  it('finds its application again instead of making a second one', async () => {
    const before = await read();
    const done = await outcome(await t.api(op.applyTelephony, { numberSids: [] }, { as: admin }));
    expect(done.applicationSid).toBe(before.applicationSid);
    expect(done.steps.map((step) => step.code)).toEqual(['application']);
  });
  it('takes a fallback that lies elsewhere, and keeps it', async () => {
    const fallbackUrl = 'https://handler.twilio.com/twiml/EH123';
    const done = await outcome(await t.api(op.applyTelephony, { fallbackUrl }, { as: admin }));
    expect(done.fallbackUrl).toBe(fallbackUrl);
    const again = await outcome(await t.api(op.applyTelephony, {}, { as: admin }));
    expect(again.steps.filter((step) => step.set).every((step) => step.set?.['VoiceFallbackUrl'] === fallbackUrl)).toBe(true);
    expect((await outcome(await t.api(op.applyTelephony, { fallbackUrl: null }, { as: admin }))).fallbackUrl).toBeNull();
  });
  it('says in words what the carrier refuses, and can be done again', async () => {
    carrier.control.fault({ kind: 'rest-500', match: { path: 'Applications' } });
    const failed = await outcome(await t.api(op.applyTelephony, {}, { as: admin }));
    expect(failed).toMatchObject({ state: 'failed', steps: [{ code: 'application', state: 'failed' }] });
    carrier.control.clearFaults();
    expect((await outcome(await t.api(op.applyTelephony, {}, { as: admin }))).state).toBe('ok');
  });
  it('is for administrators', async () => {
    await expect(t.api(op.applyTelephony, {}, { as: agent })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(t.api(op.getTelephony, {}, { as: agent })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('telephony.test', () => {
  it('proves credentials, numbers, the public address and the signature', async () => {
    const done = await outcome(await t.api(op.testTelephony, {}, { as: admin }));
    expect(done.steps.map((step) => [step.code, step.state])).toEqual([
      ['credentials', 'ok'],
      ['numbers', 'ok'],
      ['public-url', 'ok'],
      ['signature', 'ok'],
    ]);
    expect(done.testedAt).not.toBeNull();
  });
  it('tells wrong credentials from a carrier that cannot be reached', async () => {
    const account = t.telephony.account();
    if (!account) throw new Error('no account');
    t.telephony.use({ ...account, apiKeySecret: 'wrong' });
    const wrong = await outcome(await t.api(op.testTelephony, {}, { as: admin }));
    expect(wrong.steps[0]).toMatchObject({
      code: 'credentials',
      state: 'failed',
      detail: 'The carrier does not accept these credentials.',
    });
    t.telephony.use({ ...account, restBase: 'http://127.0.0.1:1' });
    const away = await outcome(await t.api(op.testTelephony, {}, { as: admin }));
    expect(away.steps[0]?.detail).toContain('could not be reached');
    t.telephony.use(account);
  });
  it('sees a proxy that passes on another address', async () => {
    const account = t.telephony.account();
    if (!account) throw new Error('no account');
    t.telephony.use({ ...account, webhookBase: t.url.replace('127.0.0.1', 'localhost') });
    const signed = t.telephony.signatureFor('/twilio/self-test', { CallSid: 'x' });
    t.telephony.use(account);
    const answer = await t.send('POST', '/twilio/self-test', {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Twilio-Signature': signed, 'X-Forwarded-Host': 'localhost' },
      body: 'CallSid=x',
    });
    expect(answer.status).toBe(403);
  });
  it('is not asked to refuse callbacks before it can check them: the carrier is told to try again', async () => {
    const account = t.telephony.account();
    t.telephony.use(null);
    const answer = await t.send('POST', '/twilio/voice/inbound', {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Twilio-Signature': 'x' },
      body: 'CallSid=x',
    });
    t.telephony.use(account);
    expect(answer.status).toBe(503);
  });
  it('does one thing at a time, and gives up what a dead process began', async () => {
    await t.db.query("UPDATE telephony SET state = 'working', version = version + 1");
    await expect(t.api(op.testTelephony, {}, { as: admin })).rejects.toMatchObject({ code: 'TELEPHONY_BUSY' });
    await t.db.query("UPDATE telephony SET state = 'ok', version = version + 1");
  });
});

describe('telephony.connect', () => {
  const credentials = {
    accountSid: `AC${'a'.repeat(32)}`,
    apiKeySid: `SK${'b'.repeat(32)}`,
    apiKeySecret: 'key secret',
    authToken: 'auth token',
    region: 'invalid',
    edge: 'invalid',
    fallbackUrl: null,
  };
  it('needs an https address, and the version it edits', async () => {
    const { version } = await read();
    await expect(t.api(op.connectTelephony, { ...credentials, version }, { as: admin })).rejects.toMatchObject({
      code: 'PUBLIC_URL_NEEDED',
    });
    const publicUrl = 'https://ringback.example';
    await expect(t.api(op.connectTelephony, { ...credentials, version: version + 7, publicUrl }, { as: admin })).rejects.toMatchObject({
      code: 'STALE',
    });
  });
  it('keeps the account in use when the new one does not prove good, and its secrets nowhere in the clear', async () => {
    const { version } = await read();
    const done = await outcome(
      await t.api(op.connectTelephony, { ...credentials, version, publicUrl: 'https://ringback.example' }, { as: admin }),
    );
    expect(done).toMatchObject({
      kind: 'simulator',
      state: 'failed',
      steps: [{ code: 'credentials', state: 'failed' }],
      accountSid: carrier.accountSid,
    });
    const everywhere: { text: string }[] = await t.db.query(
      `SELECT row_to_json(x)::text AS text FROM telephony x UNION ALL SELECT row_to_json(x)::text FROM audit x
       UNION ALL SELECT row_to_json(x)::text FROM graphile_worker._private_jobs x UNION ALL SELECT row_to_json(x)::text FROM idempotency_keys x`,
    );
    expect(everywhere.map((row) => row.text).join()).not.toMatch(/key secret|auth token/);
  });
});

describe('telephony.test-call', () => {
  it('rings a telephone, and notes that it was answered', async () => {
    carrier.control.behave(MOBILE, { kind: 'answer', afterMs: 10, script: { hangupAfterMs: 10 } });
    const done = await outcome(await t.api(op.ringTestCall, { to: '0171 3920042' }, { as: admin }));
    expect(done.steps).toMatchObject([{ code: 'test-call', state: 'ok' }]);
    await expect.poll(async () => (await read()).steps[0]?.detail).toContain('completed');
  });
  it('notes a busy line as failed', async () => {
    carrier.control.behave(MOBILE, { kind: 'busy' });
    await outcome(await t.api(op.ringTestCall, { to: MOBILE }, { as: admin }));
    await expect
      .poll(async () => (await read()).steps)
      .toMatchObject([{ state: 'failed', detail: expect.stringContaining('busy') as string }]);
  });
  it.each(['110', '112', '+49 112', 'die Zentrale'])('never dials %s', async (to) => {
    await expect(t.api(op.ringTestCall, { to }, { as: admin })).rejects.toMatchObject({ code: 'NUMBER_NOT_UNDERSTOOD' });
  });
});

describe('telephony.voice-token', () => {
  it('opens one account’s phone for an hour', async () => {
    await t.api(op.applyTelephony, {}, { as: admin });
    await t.settle();
    const token = await t.api(voiceToken, {}, { as: agent });
    expect(token).toMatchObject({ kind: 'simulator', identity: `agent_${agent.id.replaceAll('-', '')}` });
    expect(new Date(token.expiresAt).getTime() - Date.now()).toBeGreaterThan(3_500_000);
  });
});

describe('telephony.ring', () => {
  const ring = (input: Parameters<typeof t.api<typeof op.ringSimulator>>[1], as = admin) => t.api(op.ringSimulator, input, { as });
  it('makes the simulator call us', async () => {
    const before = carrier.control.trace().length;
    await ring({ from: '0171 3920001', count: 2, perSecond: 50, patienceSeconds: 1 });
    await t.settle();
    const froms = JSON.stringify(carrier.control.trace().slice(before));
    expect(froms).toContain('+491713920001');
  });
  it('refuses agents, foreign numbers and anything once a real account is connected', async () => {
    await expect(ring({}, agent)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(ring({ to: '+4930999999' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const account = t.telephony.account();
    if (!account) throw new Error('no account');
    t.telephony.use({ ...account, kind: 'twilio', restBase: null });
    await expect(ring({})).rejects.toMatchObject({ code: 'REAL_ACCOUNT_CONNECTED' });
    t.telephony.use(null);
    await expect(ring({})).rejects.toMatchObject({ code: 'NO_CARRIER' });
    await expect(t.api(voiceToken, {}, { as: agent })).rejects.toMatchObject({ code: 'NO_CARRIER' });
    t.telephony.use(account);
  });
});

describe('telephony.take-up', () => {
  it('lets a restored copy use the account, which it leaves alone until then', async () => {
    const account = { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'secret', PUBLIC_URL: 'https://calls.example' };
    const original = await startTestApp();
    const { database } = original;
    try {
      await original.transaction(systemActor('test'), lockTelephony);
      await original.db.query('UPDATE telephony SET is_held = true, version = version + 1');
      await original.stop();
      const copy = await startTestApp({ database, env: account });
      await copy.settle();
      const boss = await copy.account({ roles: ['admin'] });
      const held = await copy.api(op.getTelephony, {}, { as: boss });
      expect(held).toMatchObject({ kind: 'none', isHeld: true });
      expect(copy.telephony.account()).toBeNull();
      await copy.api(op.takeUpTelephony, { version: held.version }, { as: boss });
      await copy.settle();
      expect(await copy.api(op.getTelephony, {}, { as: boss })).toMatchObject({ kind: 'twilio', isHeld: false });
      await copy.close();
    } finally {
      await original.close();
    }
  });
});
