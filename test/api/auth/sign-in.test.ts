import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount, editAccount, listAccounts, me, setupState } from '../../../shared/contract/auth.js';
import { ApiFailure } from '../../support/api.js';
import { startTestApp, type TestApp } from '../../support/app.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const first = {
  name: 'Ayla Demir',
  email: 'ayla@example.org',
  password: 'drei kleine Katzen',
  language: 'de',
  timeZone: 'Europe/Berlin',
  withDemoData: false,
} as const;

function cookieOf(headers: Headers): string {
  return (headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}
async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  return t.send('POST', `/api/v1${path}`, {
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'X-Ringback': '1', ...headers },
  });
}

describe('auth.set-up', () => {
  it('makes the first account, signs it in, and is then closed for good', async () => {
    expect(await t.api(setupState, {})).toMatchObject({ needsSetup: true });
    const [one, two] = await Promise.all([post('/setup', first), post('/setup', { ...first, email: 'other@example.org' })]);
    expect([one.status, two.status].sort()).toEqual([200, 409]);
    const winner = one.status === 200 ? one : two;
    expect(winner.headers.getSetCookie()[0]).toMatch(/^ringback_session=.+; Path=\/; HttpOnly; SameSite=Strict/);
    expect(await t.api(setupState, {})).toMatchObject({ needsSetup: false, language: 'de' });
    const mine = await t.send('GET', '/api/v1/me', { headers: { Cookie: cookieOf(winner.headers) } });
    expect(mine.json).toMatchObject({ account: { name: 'Ayla Demir', roles: ['admin', 'supervisor', 'agent'] } });
  });
});

describe('auth.sign-in', () => {
  it('opens a session with the right password and tells nothing else apart', async () => {
    const admin = await t.account({ roles: ['admin'] });
    await t.api(
      createAccount,
      { name: 'Jonas Brecht', email: 'Jonas@Example.org', password: 'vier rote Hunde', roles: ['agent'], language: 'de', teamIds: [] },
      { as: admin },
    );
    const good = await post('/session', { email: 'jonas@example.org', password: 'vier rote Hunde' });
    expect(good.status).toBe(200);
    const wrong = await post('/session', { email: 'jonas@example.org', password: 'falsch geraten' });
    const nobody = await post('/session', { email: 'nobody@example.org', password: 'falsch geraten' });
    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect((wrong.json as { error: { message: string } }).error.message).toBe(
      (nobody.json as { error: { message: string } }).error.message,
    );
  });

  it('ends every API token with the password, whoever changes it', async () => {
    const admin = await t.account({ roles: ['admin'] });
    const lena = { email: 'lena@example.org', password: 'fünf graue Esel' };
    const made = await t.api(createAccount, { ...lena, name: 'Lena Voss', roles: ['agent'], language: 'de', teamIds: [] }, { as: admin });
    const signIn = async (password: string) => cookieOf((await post('/session', { email: lena.email, password })).headers);
    const makeToken = async (Cookie: string) =>
      ((await post('/me/tokens', { name: 'script', scopes: ['read'] }, { Cookie })).json as { secret: string }).secret;
    const statusWith = async (secret: string) =>
      (await t.send('GET', '/api/v1/me', { headers: { Authorization: `Bearer ${secret}` } })).status;
    const session = await signIn(lena.password);
    const own = await makeToken(session);
    expect(await statusWith(own)).toBe(200);
    expect((await post('/me/password', { current: lena.password, next: 'sechs alte Hasen' }, { Cookie: session })).status).toBe(200);
    expect(await statusWith(own)).toBe(401);
    const later = await makeToken(session);
    expect(await statusWith(later)).toBe(200);
    const { items } = await t.api(listAccounts, {}, { as: admin });
    const version = items.find((one) => one.id === made.id)?.version ?? 0;
    await t.api(editAccount, { accountId: made.id, version, password: 'sieben junge Ziegen' }, { as: admin });
    expect(await statusWith(later)).toBe(401);
  });

  it('locks guessing after ten failures, even with the right password', async () => {
    for (let i = 0; i < 10; i++) await post('/session', { email: 'guess@example.org', password: `number ${i} is wrong` });
    const locked = await post('/session', { email: 'guess@example.org', password: 'whatever it is' });
    expect(locked.status).toBe(429);
  });
});

describe('sessions', () => {
  it('refuse changes that another site caused, and those without the marker', async () => {
    const agent = await t.account();
    const foreign = await t.send('DELETE', '/api/v1/session', {
      headers: { Cookie: agent.cookie, 'X-Ringback': '1', Origin: 'https://evil.example' },
    });
    const unmarked = await t.send('DELETE', '/api/v1/session', { headers: { Cookie: agent.cookie } });
    expect([foreign.status, unmarked.status]).toEqual([403, 403]);
    expect((await t.api(me, {}, { as: agent })).account.id).toBe(agent.id);
  });

  it('end after 12 idle hours', async () => {
    const agent = await t.account();
    t.clock.move(13 * 3_600_000);
    await expect(t.api(me, {}, { as: agent })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('end, with their sockets, when an administrator takes a role away', async () => {
    const admin = await t.account({ roles: ['admin'] });
    const agent = await t.account({ roles: ['agent', 'supervisor'] });
    const socket = await t.connect(agent);
    const gone = new Promise((resolve) => socket.socket.once('disconnect', resolve));
    const row = (await t.api(listAccounts, {}, { as: admin })).items.find((account) => account.id === agent.id);
    await t.api(editAccount, { accountId: agent.id, version: row?.version ?? 0, roles: ['agent'] }, { as: admin });
    await gone;
    await expect(t.api(me, {}, { as: agent })).rejects.toBeInstanceOf(ApiFailure);
  });
});

describe('accounts.edit', () => {
  it('keeps the last administrator', async () => {
    const only = await startTestApp();
    try {
      const admin = await only.account({ roles: ['admin'] });
      await expect(only.api(editAccount, { accountId: admin.id, version: 1, roles: ['agent'] }, { as: admin })).rejects.toMatchObject({
        code: 'LAST_ADMIN',
        status: 409,
      });
    } finally {
      await only.close();
    }
  });

  it('refuses whom the policy refuses, and stale edits', async () => {
    const admin = await t.account({ roles: ['admin'] });
    const agent = await t.account();
    await expect(t.api(editAccount, { accountId: agent.id, version: 1, name: 'X' }, { as: agent })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await t.api(editAccount, { accountId: agent.id, version: 1, name: 'New name' }, { as: admin });
    await expect(t.api(editAccount, { accountId: agent.id, version: 1, name: 'Other' }, { as: admin })).rejects.toMatchObject({
      code: 'STALE',
      details: { version: 2 },
    });
  });
});
