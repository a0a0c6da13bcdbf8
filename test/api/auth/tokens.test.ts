import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken, listTokensOf, revokeTokenOf } from '../../../shared/contract/auth.js';
import { startTestApp, type TestApp } from '../../support/app.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

describe('tokens.revoke-of', () => {
  it('lets an administrator see somebody’s tokens and end one at once; the audit says who did', async () => {
    const admin = await t.account({ roles: ['admin'] });
    const agent = await t.account();
    const { token, secret } = await t.api(createToken, { name: 'Auswertung', scopes: ['read'] }, { as: agent });
    const statusNow = async () => (await t.send('GET', '/api/v1/me', { headers: { Authorization: `Bearer ${secret}` } })).status;
    expect(await statusNow()).toBe(200);
    const { items } = await t.api(listTokensOf, { accountId: agent.id }, { as: admin });
    expect(items).toMatchObject([{ id: token.id, name: 'Auswertung', scopes: ['read'], revokedAt: null }]);
    expect(JSON.stringify(items)).not.toContain(secret);
    await t.api(revokeTokenOf, { accountId: agent.id, tokenId: token.id }, { as: admin });
    expect(await statusNow()).toBe(401);
    expect((await t.api(listTokensOf, { accountId: agent.id }, { as: admin })).items[0]?.revokedAt).not.toBeNull();
    const audit = await t.db.query(`SELECT actor_id, action FROM audit WHERE entity = 'api_tokens' AND entity_id = $1 ORDER BY id`, [
      token.id,
    ]);
    expect(audit).toEqual([
      { actor_id: agent.id, action: 'created' },
      { actor_id: admin.id, action: 'changed' },
    ]);
  });

  it('is for administrators only, and only for a token of that account', async () => {
    const admin = await t.account({ roles: ['admin'] });
    const [agent, leader] = [await t.account(), await t.account({ roles: ['supervisor'] })];
    const { token } = await t.api(createToken, { name: 'Skript', scopes: ['read'] }, { as: agent });
    await expect(t.api(listTokensOf, { accountId: agent.id }, { as: leader })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(t.api(revokeTokenOf, { accountId: agent.id, tokenId: token.id }, { as: leader })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(t.api(revokeTokenOf, { accountId: leader.id, tokenId: token.id }, { as: admin })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
