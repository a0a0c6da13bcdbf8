import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../../../shared/contract/auth.js';
import { startTestApp, type TestApp } from '../../support/app.js';

const PASSWORD = 'vier rote Hunde';
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
  const admin = await t.account({ roles: ['admin'] });
  for (const name of ['anna', 'bert', 'cora'])
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

describe('an office behind one address', () => {
  it('signs in together at eight', async () => {
    const answers: number[] = [];
    for (let i = 0; i < 70; i++) answers.push(await signIn('198.51.100.50', 'bert', PASSWORD));
    expect(answers.filter((status) => status !== 200)).toEqual([]);
  });
});
