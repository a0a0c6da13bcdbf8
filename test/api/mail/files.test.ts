import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createMailbox,
  getMailFile,
  getMailOriginal,
  getMailPage,
  getMailRaw,
  getPoisonRaw,
  listPoisonMails,
  showMailImages,
} from '../../../shared/contract/mail.js';
import { findByNumber } from '../../../shared/contract/tickets.js';
import type { Operation } from '../../../shared/operation.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';
import { type Gateway, mailText, openGateway } from '../../support/mail.js';

let t: TestApp;
let admin: TestAccount;
let insider: TestAccount;
let outsider: TestAccount;
let gateway: Gateway;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.account({ roles: ['admin', 'agent'] });
  const team = await t.team({ isConfidential: true });
  insider = await t.account({ teams: [team] });
  outsider = await t.account();
  gateway = await openGateway(t, admin);
  await t.api(createMailbox, { address: 'support@haus.example', name: 'Haus', teamId: team.id }, { as: admin });
});
afterAll(() => t.close());

const HTML =
  '<p style="color:red">Bild</p><img src="cid:logo@x"><img src="cid:svg@x"><img src="https://tracker.example/p.gif"><script>alert(1)</script>';
const part = (headers: string[], body: string) => ['--b', ...headers, '', body].join('\r\n');
const disposed = (name: string) => `Content-Disposition: attachment; ${name}`;

/** A mail with a picture, a drawing and a page in it, each under a name of its own. */
const withFiles = (subject: string) =>
  mailText({
    subject,
    headers: ['Content-Type: multipart/related; boundary=b'],
    text: [
      part(['Content-Type: text/html; charset=utf-8'], HTML),
      part(['Content-Type: image/png', 'Content-ID: <logo@x>', 'Content-Disposition: inline; filename=logo.png'], 'png'),
      part(
        ['Content-Type: image/svg+xml', 'Content-ID: <svg@x>', 'Content-Disposition: inline; filename=a.svg'],
        '<svg onload="alert(1)"/>',
      ),
      part(
        ['Content-Type: text/html', disposed("filename*=utf-8''..%2F..%2F%E2%82%AC%22%0D%0ASet-Cookie%3A%20a%E2%80%AEfdp.html")],
        '<script>alert(1)</script>',
      ),
      '--b--',
    ].join('\r\n'),
  });

async function messageOf(number: string | null): Promise<string> {
  const found = await t.api(findByNumber, { number: number ?? '' }, { as: admin });
  if (found.leadsTo !== 'ticket') throw new Error('the number leads to no ticket');
  const ids = found.history.items.flatMap((item) => (item.kind === 'message' ? [item.message.id] : []));
  return ids.at(-1) ?? '';
}

const pathOf = ({ path }: Operation, messageId: string, place = 0) =>
  `/api/v1${path.replace(':messageId', messageId).replace(':place', String(place))}`;
const get = (path: string, as: TestAccount) => t.send('GET', path, { headers: { Cookie: as.cookie } });

describe('mail.file', () => {
  it('is saved under its own name whatever that holds, and shown only when it is a picture made of dots', async () => {
    const id = await messageOf((await gateway.post(withFiles('Dateien'))).receipt.ticket);
    const [picture, drawing, page] = await Promise.all(
      [0, 1, 2].map((place) => get(`${pathOf(getMailFile, id, place)}?isInline=true`, insider)),
    );
    expect(picture?.text).toBe('png');
    expect(picture?.headers.get('content-type')).toBe('image/png');
    expect(picture?.headers.get('content-disposition')).toBe(`inline; filename="logo.png"; filename*=UTF-8''logo.png`);
    for (const file of [drawing, page]) {
      expect(file?.headers.get('content-type')).toBe('application/octet-stream');
      expect(file?.headers.get('content-disposition')).toMatch(/^attachment; /);
      expect(file?.headers.get('x-content-type-options')).toBe('nosniff');
      expect(file?.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    }
    expect(page?.headers.get('set-cookie')).toBeNull();
    const name = page?.headers.get('content-disposition') ?? '';
    expect(name).toMatch(/fdp\.html"; filename\*=UTF-8''\S+fdp\.html$/);
    expect(name).not.toMatch(/\.\.|\/|%2F|%5C|%E2%80%AE|%0D/i);
    const saved = await get(pathOf(getMailFile, id), insider);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await get(pathOf(getMailFile, id, 3), insider)).status).toBe(404);
  });
});

describe('mail.page', () => {
  it('shows a mail under a policy of its own, with its pictures from here and none from elsewhere', async () => {
    const id = await messageOf((await gateway.post(withFiles('Seite'))).receipt.ticket);
    const page = await get(pathOf(getMailPage, id), insider);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("img-src 'self';");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toMatch(/sandbox (?!.*allow-scripts)/);
    expect(page.text).toContain(`<img src="${pathOf(getMailFile, id)}?isInline=true" />`);
    expect(page.text).not.toMatch(/<script|svg@x|files\/1| src="https:/);
    const asked = await get(`${pathOf(getMailPage, id)}?images=true`, insider);
    expect(asked.headers.get('content-security-policy')).toContain("img-src 'self' https: http:");
    expect(asked.text).toContain(' src="https://tracker.example/p.gif"');
  });

  it('shows the text of a mail without HTML', async () => {
    const id = await messageOf((await gateway.deliver({ text: 'a < b & <script>alert(1)</script>' })).ticket);
    expect((await get(pathOf(getMailPage, id), insider)).text).toContain('<pre>a &lt; b &amp; &lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe('mail.show-images', () => {
  it('holds for every mail of the sender, for the one who chose, until taken back', async () => {
    const [first, second] = [(await gateway.post(withFiles('eins'))).receipt, (await gateway.post(withFiles('zwei'))).receipt];
    const [one, two] = [await messageOf(first.ticket), await messageOf(second.ticket)];
    const shows = async (as: TestAccount) => (await t.api(getMailOriginal, { messageId: two }, { as })).showsImages;
    expect(await t.api(getMailOriginal, { messageId: one }, { as: insider })).toMatchObject({ showsImages: false, blockedImages: 1 });
    await t.api(showMailImages, { messageId: one, isShown: true }, { as: insider });
    expect([await shows(insider), await shows(admin)]).toEqual([true, false]);
    expect((await t.api(getMailOriginal, { messageId: two, images: false }, { as: insider })).showsImages).toBe(false);
    await t.api(showMailImages, { messageId: two, isShown: false }, { as: insider });
    expect(await shows(insider)).toBe(false);
  });
});

describe('mail.raw', () => {
  it('gives back the very bytes, as a file', async () => {
    const raw = withFiles('Rechnung 7/2026');
    const id = await messageOf((await gateway.post(raw)).receipt.ticket);
    const answer = await get(pathOf(getMailRaw, id), insider);
    expect(answer.text).toBe(raw);
    expect(answer.headers.get('content-disposition')).toContain('attachment; filename="Rechnung 7_2026.eml"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is there for nobody who may not see the ticket, nor is anything else of it', async () => {
    const id = await messageOf((await gateway.post(withFiles('geheim'))).receipt.ticket);
    for (const operation of [getMailRaw, getMailPage, getMailFile]) {
      expect((await get(pathOf(operation, id), insider)).status, operation.id).toBe(200);
      expect((await get(pathOf(operation, id), outsider)).status, operation.id).toBe(404);
      expect((await t.send('GET', pathOf(operation, id))).status, operation.id).toBe(401);
    }
    await expect(t.api(showMailImages, { messageId: id, isShown: true }, { as: outsider })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of a set-aside mail is there for administrators', async () => {
    const raw = `X: ${'a'.repeat(3_000_000)}\r\n\r\nzu lang`;
    expect((await gateway.post(raw)).receipt.outcome).toBe('failed');
    const [poison] = (await t.api(listPoisonMails, {}, { as: admin })).items;
    const path = `/api/v1${getPoisonRaw.path.replace(':poisonId', poison?.id ?? '')}`;
    expect((await get(path, admin)).text.length).toBe(raw.length);
    expect((await get(path, insider)).status).toBe(403);
  });
});
