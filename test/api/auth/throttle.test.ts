import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { changePassword, createAccount } from '../../../shared/contract/auth.js';
import { startTestApp, type TestApp } from '../../support/app.js';

const PASSWORD = 'vier rote Hunde';
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
  const admin = await t.account({ roles: ['admin'] });
  for (const name of ['anna', 'bert', 'cora', 'dora', 'emil', 'fritz'])
    await t.api(
      createAccount,
      { name, email: `${name}@office.example`, password: PASSWORD, roles: ['agent'], language: 'de', teamIds: [] },
      { as: admin },
    );
});
afterAll(() => t.close());

async function signIn(from: string, name: string, password: string): Promise<number> {
  const answer = await t.send('POST', '/api/v1/session', {
    body: JSON.stringify({ email: `${name}@office.example`, password }),
    headers: { 'Content-Type': 'application/json', 'X-Ringback': '1', 'X-Forwarded-For': from },
  });
  return answer.status;
}

describe('guessing passwords', () => {
  it('closes an account to the address that guesses, not to its owner elsewhere nor to colleagues behind the same address', async () => {
    for (let i = 0; i < 10; i++) expect(await signIn('203.0.113.1', 'anna', `wrong ${i}`)).toBe(401);
    expect(await signIn('203.0.113.1', 'anna', PASSWORD)).toBe(429);
    expect(await signIn('203.0.113.1', 'bert', PASSWORD)).toBe(200);
    expect(await signIn('203.0.113.2', 'anna', PASSWORD)).toBe(200);
    t.clock.move(15 * 60_000 + 1);
    expect(await signIn('203.0.113.1', 'anna', PASSWORD)).toBe(200);
  });

  it('from many addresses closes an account, except where it was used before', async () => {
    expect(await signIn('198.51.100.7', 'cora', PASSWORD)).toBe(200);
    for (let i = 0; i < 50; i++) await signIn(`192.0.2.${i % 25}`, 'cora', `wrong ${i}`);
    expect(await signIn('192.0.2.99', 'cora', PASSWORD)).toBe(429);
    expect(await signIn('198.51.100.7', 'cora', PASSWORD)).toBe(200);
  });
});

describe('guesses sent all at once', () => {
  it('are counted like those sent one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_one, n) => signIn('203.0.113.30', 'dora', `wrong ${n}`)));
    expect(answers.filter((status) => status === 401)).toHaveLength(10);
    expect(answers.filter((status) => status === 429)).toHaveLength(20);
    expect(await signIn('203.0.113.30', 'dora', PASSWORD)).toBe(429);
    expect(await signIn('203.0.113.31', 'dora', PASSWORD)).toBe(200);
  });

  it('from one address are no guesses from anywhere once that address is closed', async () => {
    for (let n = 0; n < 60; n++) await signIn('203.0.113.32', 'fritz', `wrong ${n}`);
    expect(await signIn('198.51.100.99', 'fritz', PASSWORD)).toBe(200);
  });
});

describe('an IPv6 address', () => {
  it('is counted by its network however it is written, and a mapped IPv4 address as that address', async () => {
    const from = ['2001:db8:7:1::1', '2001:0db8:0007:0001:ffff::2', '2001:DB8:7:1:0:0:0:3'];
    for (let n = 0; n < 10; n++) expect(await signIn(from[n % 3] ?? '', 'emil', `wrong ${n}`)).toBe(401);
    expect(await signIn('2001:db8:7:1:abcd::9', 'emil', PASSWORD)).toBe(429);
    expect(await signIn('2001:db8:7:2::1', 'emil', PASSWORD)).toBe(200);
    for (let n = 0; n < 10; n++) await signIn(n % 2 === 0 ? '::ffff:203.0.113.40' : '203.0.113.40', 'emil', `wrong ${n}`);
    expect(await signIn('::FFFF:cb00:7128', 'emil', PASSWORD)).toBe(429);
    expect(await signIn('::ffff:203.0.113.41', 'emil', PASSWORD)).toBe(200);
  });
});

describe('a password', () => {
  it('is looked at before any transaction: a wrong one never opens one, a right one a single one', async () => {
    const opened = vi.spyOn(PostgresQueryRunner.prototype, 'startTransaction');
    try {
      expect(await signIn('203.0.113.50', 'bert', 'wrong')).toBe(401);
      expect(opened).not.toHaveBeenCalled();
      expect(await signIn('203.0.113.50', 'bert', PASSWORD)).toBe(200);
      expect(opened).toHaveBeenCalledTimes(1);
    } finally {
      opened.mockRestore();
    }
  });

  it('is changed by two at once only once', async () => {
    const answer = await t.send('POST', '/api/v1/session', {
      body: JSON.stringify({ email: 'anna@office.example', password: PASSWORD }),
      headers: { 'Content-Type': 'application/json', 'X-Ringback': '1', 'X-Forwarded-For': '203.0.113.60' },
    });
    const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    const as = { id: '', name: '', email: '', sessionId: '', cookie };
    const both = await Promise.allSettled(
      ['fünf graue Esel', 'sechs weiße Gänse'].map((next) => t.api(changePassword, { current: PASSWORD, next }, { as })),
    );
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('an office behind one address', () => {
  it('signs in together at eight', async () => {
    const answers: number[] = [];
    for (let i = 0; i < 70; i++) answers.push(await signIn('198.51.100.50', 'bert', PASSWORD));
    expect(answers.filter((status) => status !== 200)).toEqual([]);
  });
});
