import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryWithin } from '../../../server/core/db/query-within.js';
import { createTeam, editTeam, listTeams, savePreferences } from '../../../shared/contract/auth.js';
import type { ErrorBody } from '../../../shared/errors/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let t: TestApp;
let admin: TestAccount;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.account({ roles: ['admin'] });
});
afterAll(() => t.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  t.send('POST', '/api/v1/teams', {
    body,
    headers: { Cookie: admin.cookie, 'X-Ringback': '1', 'Content-Type': 'application/json', ...headers },
  });
const codeOf = (answer: { json: unknown }) => (answer.json as ErrorBody).error.code;

/** Sends bytes as they are and resolves with whatever comes back until the connection ends. */
function raw(bytes: string, endAfterMs = 200): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(t.url).port), '127.0.0.1', () => {
      socket.write(bytes);
      setTimeout(() => socket.end(), endAfterMs);
    });
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
}

describe('a hostile request', () => {
  it.each([
    ['broken JSON', '{"name": ', {}, 400, 'INVALID_INPUT'],
    ['more than 1 MB', JSON.stringify({ name: 'x'.repeat(1_100_000) }), {}, 413, 'PAYLOAD_TOO_LARGE'],
    ['a list instead of an object', '[]', {}, 400, 'INVALID_INPUT'],
    ['another format', 'name=Team', { 'Content-Type': 'application/x-www-form-urlencoded' }, 400, 'INVALID_INPUT'],
    ['another format that says nothing', '{"name":"Team","isConfidential":false}', { 'Content-Type': 'text/plain' }, 400, 'INVALID_INPUT'],
    ['an unknown character set', '{}', { 'Content-Type': 'application/json; charset=klingon' }, 400, 'INVALID_INPUT'],
    ['an unknown compression', '{}', { 'Content-Encoding': 'klingon' }, 400, 'INVALID_INPUT'],
    ['a NUL in a text', '{"name":"a\\u0000b","isConfidential":false}', {}, 400, 'INVALID_INPUT'],
    ['half a character', '{"name":"a\\ud800b","isConfidential":false}', {}, 400, 'INVALID_INPUT'],
    ['a wrong type', '{"name":1,"isConfidential":"no"}', {}, 400, 'INVALID_INPUT'],
    ['a key of no shape', '{"name":"T","isConfidential":false}', { 'Idempotency-Key': 'a b' }, 400, 'INVALID_INPUT'],
  ])('with %s is refused in words', async (_name, body, headers, status, code) => {
    const answer = await post(body, headers);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect((answer.json as ErrorBody).error.message.length).toBeGreaterThan(10);
    expect(answer.headers.get('x-request-id')).toBe((answer.json as ErrorBody).error.requestId);
  });

  it('with keys of the prototype changes nothing but its own thing', async () => {
    const answer = await post('{"name":"Proto","isConfidential":false,"__proto__":{"isDemo":true},"constructor":{"prototype":{"x":1}}}');
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ isDemo: false });
    const widths = JSON.parse('{"paneWidths":{"__proto__":5,"list":300}}') as { paneWidths: Record<string, number> };
    const mine = await t.api(savePreferences, widths, { as: admin });
    expect(mine.preferences.paneWidths?.['list']).toBe(300);
    expect(({} as Record<string, unknown>)['isDemo']).toBeUndefined();
  });

  it.each([
    '/api/v1/people?constructor=1&__proto__=2&toString=3',
    '/api/v1/people/%E0%A4%A',
    '/api/v1/people?limit=1e9',
    '/api/v1/people?limit=NaN',
  ])('to %s is answered without a failure inside', async (path) => {
    const answer = await t.send('GET', path, { headers: { Cookie: admin.cookie } });
    expect(answer.status).toBeLessThan(500);
  });

  it('that breaks off, is no HTTP or never ends its head hurts nobody', async () => {
    const head = `POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nX-Ringback: 1\r\nCookie: ${admin.cookie}\r\nContent-Type: application/json\r\n`;
    await Promise.all([
      raw(`${head}Content-Length: 500\r\n\r\n{"name":"half`),
      raw('\u0000\u0001garbage\r\n\r\n'),
      raw(head),
      raw(`${head}X-Long: ${'y'.repeat(40_000)}\r\n\r\n`),
      raw('GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
    ]);
    expect((await t.send('GET', '/healthz')).json).toEqual({ ok: true });
  });

  it('to nothing is told so', async () => {
    const answer = await t.send('GET', '/api/v1/nothing');
    expect([answer.status, codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
  });
});

describe('an Idempotency-Key', () => {
  const body = JSON.stringify({ name: 'Once', isConfidential: false });
  const teams = async (name: string) => (await t.api(listTeams, {}, { as: admin })).items.filter((team) => team.name === name).length;

  it('sent five times at once runs once and answers equally', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(body, { 'Idempotency-Key': 'five-at-once' })));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    for (const answer of answers) expect(answer.json).toEqual(answers[0]?.json);
    expect(await teams('Once')).toBe(1);
    const events: unknown[] = await t.db.query(`SELECT 1 FROM events WHERE op_id = 'five-at-once'`);
    expect(events).toHaveLength(1);
  });

  it('is refused for another request, and belongs to its sender alone', async () => {
    const answer = await post(JSON.stringify({ name: 'Other', isConfidential: false }), { 'Idempotency-Key': 'five-at-once' });
    expect([answer.status, codeOf(answer)]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const other = await t.account({ roles: ['admin'] });
    const team = await t.api(createTeam, { name: 'Mine', isConfidential: false }, { as: other, key: 'five-at-once' });
    expect(team.name).toBe('Mine');
  });

  it('keeps nothing of a request that failed', async () => {
    const twice = { name: 'Twice', isConfidential: false };
    await t.api(createTeam, twice, { as: admin });
    await expect(t.api(createTeam, twice, { as: admin, key: 'failed-once' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(t.api(createTeam, { ...twice, name: 'Thrice' }, { as: admin, key: 'failed-once' })).resolves.toMatchObject({
      name: 'Thrice',
    });
  });

  it('gives the kept answer after the right to ask again is gone', async () => {
    const team = await t.api(createTeam, { name: 'Kept', isConfidential: false }, { as: admin });
    const other = await t.account({ roles: ['admin'] });
    const edit = { teamId: team.id, version: team.version, name: 'Kept anew' };
    const first = await t.api(editTeam, edit, { as: other, key: 'kept-answer' });
    await t.db.query(`UPDATE accounts SET roles = '{agent}', version = version + 1 WHERE id = $1`, [other.id]);
    expect(await t.api(editTeam, edit, { as: other, key: 'kept-answer' })).toEqual(first);
    await expect(t.api(editTeam, edit, { as: other })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('headers', () => {
  it('forbid foreign and inline scripts, framing and sniffing', async () => {
    const { headers } = await t.send('GET', '/api/v1/setup');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*;| ws:| https:;/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('probes', () => {
  it('tell that the process lives and that database and stamper work', async () => {
    expect((await t.send('GET', '/healthz')).status).toBe(200);
    expect((await t.send('GET', '/readyz')).json).toMatchObject({ ok: true });
    await t.db.query(`INSERT INTO events (type, entity_id, payload, rooms, at) VALUES ('x', 'x', '{}', '{}', $1)`, [
      new Date(t.clock.now().getTime() - 6000),
    ]);
    const lagging = await t.send('GET', '/readyz');
    expect([200, 503]).toContain(lagging.status);
    await t.settle();
    expect((await t.send('GET', '/readyz')).status).toBe(200);
  });

  it('give metrics to this machine, and to others by token only', async () => {
    expect((await t.send('GET', '/metrics')).text).toContain('ringback_operation_seconds');
    expect((await t.send('GET', '/metrics', { headers: { 'X-Forwarded-For': '203.0.113.9' } })).status).toBe(403);
    expect(
      (await t.send('GET', '/metrics', { headers: { 'X-Forwarded-For': '203.0.113.9', Authorization: 'Bearer undefined' } })).status,
    ).toBe(403);
  });
});

describe('a question that takes too long', () => {
  it('ends on the server in its time, and leaves its connection as it was', async () => {
    const within = (sql: string) => queryWithin<{ at: string }>(t.db.manager, 100, { sql, params: [] });
    expect(await within('SELECT pg_sleep(20)')).toBeNull();
    expect(await within("SELECT current_setting('statement_timeout') AS at")).toEqual([{ at: '100ms' }]);
    expect(await t.db.query("SELECT current_setting('statement_timeout') AS at")).toEqual([{ at: '30s' }]);
  });
});
