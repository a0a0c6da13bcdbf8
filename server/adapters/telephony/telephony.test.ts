import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { TelephonyAccount } from './account.js';
import { accountIdOf, identityOf } from './identity.js';
import { createTelephony } from './telephony.js';
import { guardBase } from './twilio-client.js';

const CALL = `CA${'1'.repeat(32)}`;
const account: TelephonyAccount = {
  kind: 'simulator',
  accountSid: `AC${'0'.repeat(32)}`,
  apiKeySid: `SK${'0'.repeat(32)}`,
  apiKeySecret: 'secret',
  authTokens: ['token'],
  region: null,
  edge: null,
  restBase: 'http://127.0.0.1:1',
  controlSecret: null,
  webhookBase: 'https://ringback.example',
  applicationSid: `AP${'0'.repeat(32)}`,
};
const servers: Server[] = [];

/** A carrier that answers each request with the next of `answers`. */
async function carrier(answers: { status: number; body: string }[]) {
  const seen: string[] = [];
  const listener: RequestListener = (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const answer = answers.shift() ?? { status: 500, body: '{}' };
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  };
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { seen, telephony: createTelephony({ ...account, restBase: `http://127.0.0.1:${port}` }) };
}
const failure = (status: number, code: number) => ({ status, body: JSON.stringify({ code, message: 'm', more_info: 'i', status }) });
const leg = (status: string) => ({
  status: 200,
  body: JSON.stringify({ sid: CALL, status, direction: 'inbound', from: '+491', to: '+492', duration: null }),
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

describe('the telephony port', () => {
  it.each([
    [404, 20404, 'not-found'],
    [400, 21220, 'invalid-state'],
    [409, 16027, 'invalid-state'],
    [429, 20429, 'rate-limited'],
    [401, 20003, 'config-error'],
    [400, 21205, 'config-error'],
    [500, 20500, 'unknown'],
    [503, 20503, 'unknown'],
    [408, 16114, 'unknown'],
  ])('sorts HTTP %d / %d as %s', async (status, code, kind) => {
    const { telephony } = await carrier([failure(status, code)]);
    expect((await telephony.redirectCall(CALL, 'https://ringback.example/x')).kind).toBe(kind);
  });

  it('calls an answer that is no JSON, and a broken connection, unknown', async () => {
    const { telephony } = await carrier([
      { status: 502, body: '<html>' },
      { status: 200, body: '<html>' },
    ]);
    expect((await telephony.fetchCall(CALL)).kind).toBe('unknown');
    expect((await telephony.fetchCall(CALL)).kind).toBe('unknown');
    telephony.use({ ...account, restBase: 'http://127.0.0.1:1' });
    expect((await telephony.fetchCall(CALL)).kind).toBe('unknown');
  });

  it('never throws without an account', async () => {
    const telephony = createTelephony();
    const results = await Promise.all([
      telephony.fetchCall(CALL),
      telephony.hangUpCall(CALL),
      telephony.findQueue('q'),
      telephony.findRoom('r'),
      telephony.dequeueMember({ queueSid: null, queueName: 'q', callSid: CALL, url: 'u' }),
      telephony.holdParticipant({ conference: 'r', callSid: CALL, hold: true, holdUrl: 'u' }),
      telephony.carrierTime(),
      telephony.listNumbers(),
    ]);
    expect(new Set(results.map((result) => result.kind))).toEqual(new Set(['config-error']));
    expect(telephony.isSigned({ originalUrl: '/', body: {}, signature: 'x' })).toBe(false);
    expect(telephony.accessToken('a', 60)).toBeNull();
  });

  describe('when a leg is to be hung up', () => {
    it('takes a leg that is gone for ended', async () => {
      const { telephony } = await carrier([failure(404, 20404)]);
      expect((await telephony.hangUpCall(CALL)).kind).toBe('ok');
    });
    it('looks again after a refusal: ended by itself is ended', async () => {
      const { telephony, seen } = await carrier([failure(400, 21220), leg('completed')]);
      expect((await telephony.hangUpCall(CALL)).kind).toBe('ok');
      expect(seen.map((line) => line.split(' ')[0])).toEqual(['POST', 'GET']);
    });
    it('tries once more when it answered meanwhile', async () => {
      const { telephony, seen } = await carrier([failure(400, 21220), leg('in-progress'), leg('completed')]);
      expect((await telephony.hangUpCall(CALL)).kind).toBe('ok');
      expect(seen).toHaveLength(3);
    });
  });

  it('appends overrides to addresses but signs without them', () => {
    const telephony = createTelephony(account);
    expect(telephony.twimlUrl('/twilio/a?i=1')).toBe('https://ringback.example/twilio/a?i=1#ct=2000&rt=6000&rc=2&rp=ct,rt,5xx');
    expect(telephony.callbackUrl('/twilio/cb')).toBe('https://ringback.example/twilio/cb#rc=3&rp=ct,rt,5xx');
    expect(telephony.publicUrl('/twilio/cb')).toBe('https://ringback.example/twilio/cb');
  });

  it('makes a token for one identity and one application, and none without a key', () => {
    const id = '0198c0de-0000-7000-8000-00000000abcd';
    const token = createTelephony(account).accessToken(id, 600) ?? '';
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      grants: unknown;
      exp: number;
      iat: number;
    };
    expect(payload.grants).toMatchObject({ identity: identityOf(id), voice: { outgoing: { application_sid: account.applicationSid } } });
    expect(payload.exp - Math.floor(Date.now() / 1000)).toBeLessThanOrEqual(600);
    expect(createTelephony({ ...account, apiKeySid: null }).accessToken(id, 600)).toBeNull();
    expect(createTelephony({ ...account, applicationSid: null }).accessToken(id, 600)).toBeNull();
  });

  it('lets credentials go nowhere else', () => {
    expect(() => guardBase({ ...account, kind: 'twilio' })).toThrow('api.twilio.com');
    expect(() => guardBase({ ...account, restBase: 'http://example.com' })).toThrow('this machine');
    expect(() => guardBase({ ...account, restBase: 'http://127.0.0.1.example.com' })).toThrow('this machine');
    expect(() => guardBase({ ...account, kind: 'twilio', restBase: null })).not.toThrow();
  });
});

describe('identities', () => {
  it('lead back to the account and carry nothing personal', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(identityOf(id)).toMatch(/^[A-Za-z0-9_]{1,121}$/);
        expect(accountIdOf(`client:${identityOf(id)}`)).toBe(id);
      }),
    );
    expect(accountIdOf('client:mallory')).toBeNull();
    expect(accountIdOf('agent_1')).toBeNull();
  });
});
