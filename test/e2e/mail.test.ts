import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { safeHtml } from '../../server/adapters/mailbox/html/safe-html.js';
import { createToken } from '../../shared/contract/auth.js';
import { createMailbox, getMailPage } from '../../shared/contract/mail.js';
import { setMailboxSending } from '../../shared/contract/outbox.js';
import { editSettings, readSettings } from '../../shared/contract/settings.js';
import { createSnippet } from '../../shared/contract/snippets.js';
import { ticketHistory } from '../../shared/contract/tickets.js';
import { send } from '../support/api.js';
import { as, openWindow, type Person, setUpInstallation } from '../support/console.js';
import { type Framed, layBare, layInFrames } from '../support/hostile-frames.js';
import { hostileHtml, numbered, PLAIN_PAYLOADS } from '../support/hostile-html.js';
import { type Journey, startJourney } from '../support/journey.js';
import { axeViolations, overflows, picture, settled } from '../support/looks.js';
import { deliveryReport, type MailParts, mailText } from '../support/mail.js';
import { type SmtpSink, startSmtpSink } from '../support/smtp-sink.js';

// A customer writes, somebody answers by keyboard, the customer answers: through real doors on both sides.
let journey: Journey;
let sink: SmtpSink;
let admin: Person;
let page: Page;
let complaints: string[];
let token: string;
/** Message-ID of the answer that went out. */
let ours = '';

async function deliver(parts: MailParts): Promise<void> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'message/rfc822' };
  const answer = await send(journey.server.url, { method: 'POST', path: '/api/v1/mail', headers, body: mailText(parts) });
  expect(answer.status, answer.text).toBe(200);
}

/** HTML that would run and fetch things if it could, and a file. */
const HOSTILE = [
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Die Ware <b>fehlt</b>.</p><img src="https://spy.example/p.png"><script>top.hacked = 1</script><a href="https://evil.example/">https://bank.example/</a>',
  '<blockquote type="cite"><p>Ihre Bestellung ist unterwegs.</p></blockquote>',
  '--b',
  'Content-Type: application/pdf; name="auszug.pdf"',
  'Content-Disposition: attachment; filename="auszug.pdf"',
  '',
  '%PDF-1.4 nothing',
  '--b--',
].join('\r\n');

/** Hostile mails made up; more with `HOSTILE_RUNS`, others with `HOSTILE_SEED`. */
const HOSTILE_RUNS = Number(process.env.HOSTILE_RUNS ?? 200);
const HOSTILE_SEED = Number(process.env.HOSTILE_SEED ?? 1);

/** Ids of the latest messages of the ticket the page shows. */
async function mailsOfTicket(): Promise<string[]> {
  const ticketId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { items } = await as(journey.server.url, admin, ticketHistory, { ticketId, limit: 200 });
  return items.flatMap((entry) => (entry.kind === 'message' ? [entry.message.id] : []));
}

beforeAll(async () => {
  [journey, sink] = await Promise.all([startJourney(), startSmtpSink()]);
  const { url } = journey.server;
  admin = await setUpInstallation(url);
  const { version } = await as(url, admin, readSettings, {});
  await as(url, admin, editSettings, { version, settings: { mailMayUseInternalHosts: true } });
  const { id } = await as(url, admin, createMailbox, {
    address: 'support@haus.example',
    name: 'Haus Support',
    teamId: null,
    language: 'de',
  });
  await as(url, admin, setMailboxSending, {
    ...{ mailboxId: id, version: 0, host: '127.0.0.1', port: sink.port, security: 'none', login: null },
    ...{ signatures: { de: 'Freundliche Grüße\n{name}', en: 'Kind regards\n{name}' }, usesPlusAddress: false },
  });
  token = (await as(url, admin, createToken, { name: 'mx', scopes: ['mail'] })).secret;
  ({ page, complaints } = await openWindow(journey.browser, url, admin));
});
afterAll(async () => {
  await sink?.close();
  await journey?.end();
});

describe('mail in the console', () => {
  it('comes in live, is answered by keyboard, taken back, sent for good, and the answer to it joins', async () => {
    const { url } = journey.server;
    const keys = page.keyboard;
    await page.goto(`${url}/tickets/unassigned`);
    await page.getByRole('heading', { name: 'Ohne Bearbeitung' }).waitFor();
    await deliver({
      ...{
        from: 'Petra Kurz <petra.kurz@kunde.example>',
        subject: 'Lieferung 4711 fehlt',
        id: 'first@kunde.example',
        text: HOSTILE,
      },
      headers: ['Content-Type: multipart/mixed; boundary=b'],
    });
    await page.locator('.ticket-list [role=row]').filter({ hasText: 'Lieferung 4711 fehlt' }).click();

    const mail = page.getByRole('article').filter({ hasText: 'Die Ware fehlt.' });
    await mail.waitFor();
    expect(await mail.textContent()).not.toContain('Ihre Bestellung ist unterwegs.');

    // The first try promises a file that is not there; it is sent all the same, and taken back.
    await keys.press('r');
    await page.getByRole('textbox', { name: 'Antwort' }).waitFor();
    await keys.type('Guten Tag Frau Kurz, anbei der Lieferschein.');
    await keys.press('Control+Enter');
    await page.getByText('aber es hängt keine Datei an').waitFor();
    await keys.press('Control+Enter');
    await page.getByText('geht an Petra Kurz').waitFor();
    const answer = page.getByRole('article').filter({ hasText: 'anbei der Lieferschein' });
    await answer.getByText(/Geht in \d+ s hinaus/).waitFor();
    await keys.press('Control+z');
    await answer.waitFor({ state: 'detached' });
    const editor = page.getByRole('textbox', { name: 'Antwort' });
    await expect.poll(() => editor.inputValue()).toBe('Guten Tag Frau Kurz, anbei der Lieferschein.');

    // Then it goes out with a file, the ticket is closed, and the next one is there.
    const textDe = '{{salutation}}, die Ware kommt am Freitag. {{company.name}}';
    await as(url, admin, createSnippet, { name: 'Lieferung kommt', shortcut: 'frei', audience: 'all', textDe });
    await editor.fill('');
    await keys.type('/fr');
    await page.getByRole('option', { name: 'Lieferung kommt' }).waitFor();
    await keys.press('Enter');
    await expect.poll(() => editor.inputValue()).toBe('Guten Tag Petra Kurz, die Ware kommt am Freitag. {{company.name}}');
    await keys.press('Control+Enter');
    await page.getByText('Noch offen: {{company.name}}').waitFor();
    // What nobody knew is marked: typing puts something in its place.
    await keys.type('Ihr Lager');
    await expect.poll(() => editor.inputValue()).toBe('Guten Tag Petra Kurz, die Ware kommt am Freitag. Ihr Lager');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'lieferschein.txt', mimeType: 'text/plain', buffer: Buffer.from('vier Kartons') });
    await page.getByRole('button', { name: /^Entfernen: lieferschein\.txt/ }).waitFor();
    await editor.focus();
    const before = page.url();
    await keys.press('Control+Shift+Enter');
    await page.waitForFunction((old) => location.href !== old, before);

    // While it is held: the quote is one key away, in a frame where nothing runs and nothing is fetched, and the file is saved, not shown.
    await page.goto(before);
    await mail.waitFor();
    const file = await page.context().request.get(`${url}${await mail.getByRole('link', { name: 'auszug.pdf' }).getAttribute('href')}`);
    expect(file.headers()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringContaining('attachment; filename="auszug.pdf"'),
    });
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await mail.focus();
    await keys.press('o');
    await mail.frameLocator('iframe').getByText('Ihre Bestellung ist unterwegs.').waitFor();
    await mail.getByText('1 Bild von anderen Servern nicht geladen').waitFor();
    await mail.getByText('1 Link führt woanders hin, als er sagt').waitFor();
    expect(fetched.filter((one) => !one.startsWith(url))).toEqual([]);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await settled(page);
    await picture(page, 'mail');
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    await keys.press('o');
    await expect.poll(() => sink.mails.length).toBe(1);
    const sent = sink.mails[0]?.raw ?? '';
    expect(sink.mails[0]?.to).toEqual(['petra.kurz@kunde.example']);
    expect(sent).toMatch(/^In-Reply-To: <first@kunde\.example>/m);
    expect(sent).toMatch(/^Subject: Re: Lieferung 4711/m);
    expect(sent).toContain('filename=lieferschein.txt');

    // The customer's answer comes to the same ticket, opens it again, and says how it came there.
    await page
      .getByRole('article')
      .filter({ hasText: 'die Ware kommt am Freitag' })
      .getByText(/^Gesendet /)
      .waitFor();
    await page.getByRole('button', { name: 'Wieder öffnen' }).waitFor();
    ours = /^Message-ID:\s*<([^>]+)>/im.exec(sent)?.[1] ?? '';
    await deliver({ subject: 'AW: Lieferung 4711 fehlt', inReplyTo: ours, text: 'Freitag ist leider zu spät.' });
    const reply = page.getByRole('article').filter({ hasText: 'Freitag ist leider zu spät.' });
    await reply.getByText('Antwort auf unsere E-Mail').waitFor();
    await page
      .getByRole('button', { name: /^Schließen/ })
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });

  it('is forwarded, says when nobody knows whether it went out, when it came back, and lets thanks land quietly', async () => {
    const keys = page.keyboard;
    await page.getByRole('article').filter({ hasText: 'Die Ware fehlt.' }).focus();
    sink.script.onMail = () => 'drop';
    await keys.press('f');
    const editor = page.getByRole('textbox', { name: 'Weiterleitung' });
    await editor.waitFor();
    await page.getByRole('textbox', { name: 'An', exact: true }).fill('lager@partner.example');
    await editor.focus();
    await keys.type('Bitte nachsehen.');
    await keys.press('Control+Enter');
    const forward = page.getByRole('article').filter({ hasText: 'Bitte nachsehen.' });
    await forward.getByText(/Geht in \d+ s hinaus/).waitFor();

    // While it is held: the answer of the first journey comes back, and the customer only thanks for it.
    await deliver(deliveryReport({ originalId: ours, address: 'petra.kurz@kunde.example', action: 'failed', status: '5.1.1' }));
    const answer = page.getByRole('article').filter({ hasText: 'die Ware kommt am Freitag' });
    await answer.getByRole('alert').getByText('Zurückgekommen').waitFor();
    await answer.getByText('petra.kurz@kunde.example · 5.1.1 · userunknown').waitFor();
    await answer.focus();
    await keys.press('e');
    const reopen = page.getByRole('button', { name: /^Wieder öffnen/ });
    await reopen.first().waitFor();
    await deliver({ subject: 'AW: Lieferung', inReplyTo: ours, text: 'Vielen Dank!' });
    const thanks = page.getByRole('article').filter({ hasText: 'Vielen Dank!' });
    await thanks.getByText('Nur Dank, das Ticket blieb, wie es war').waitFor();
    expect(await reopen.count()).toBe(2);
    await keys.press('e');
    await reopen.first().waitFor({ state: 'detached' });

    // The server took the forward and said nothing: nothing goes again by itself, the person who sends it again uses the same Message-ID.
    await forward.getByText('Unklar, ob sie hinausging').waitFor();
    sink.script = {};
    await forward.getByRole('button', { name: 'Erneut senden, gleiche Message-ID' }).press('Enter');
    await forward.getByText(/^Gesendet /).waitFor();
    const forwards = sink.mails.filter(({ to }) => to[0] === 'lager@partner.example');
    expect(forwards).toHaveLength(2);
    expect(new Set(forwards.map(({ raw }) => /^Message-ID:\s*(<[^>]+>)/im.exec(raw)?.[1])).size).toBe(1);
    expect(forwards[1]?.raw).toContain('Die Ware fehlt.');
    expect(complaints).toEqual([]);
  });

  it('runs nothing and fetches nothing of hostile mails, by the sanitiser alone and as the console shows them', async () => {
    const { url } = journey.server;
    const bare = await journey.browser.newPage();
    const asked: string[] = [];
    bare.on('request', (request) => asked.push(request.url()));
    await bare.route(/./, (route) => route.abort());
    // What the test looks for is found when nobody cleans it up.
    const dirty = '<b onclick="1">a</b><img src="https://evil.example/raw" onerror="top.hits.push(-1)">';
    expect(await layBare(bare, [dirty])).toMatchObject({
      ran: expect.arrayContaining([-1]),
      strange: expect.arrayContaining(['0: b onclick=1']),
    });
    expect(asked.filter((one) => !one.startsWith('about:'))).toContain('https://evil.example/raw');
    asked.length = 0;
    const payloads = [...PLAIN_PAYLOADS.map(numbered), ...hostileHtml(HOSTILE_RUNS, HOSTILE_SEED)];
    const harm = await layBare(
      bare,
      payloads.map((html) => safeHtml(html).html),
    );
    expect(harm).toEqual({ ran: [], strange: [] });
    expect(asked.filter((one) => !one.startsWith('about:'))).toEqual([]);
    await bare.close();

    // Through the gateway and into copies of the frame the mail of the first journey stands in.
    const mail = page.getByRole('article').filter({ hasText: 'Die Ware fehlt.' });
    await mail.focus();
    await page.keyboard.press('o');
    await mail.locator('iframe').waitFor();
    const before = new Set(await mailsOfTicket());
    const html = ['Content-Type: text/html; charset=utf-8'];
    for (const text of hostileHtml(HOSTILE_RUNS / 20, HOSTILE_SEED + 1))
      await deliver({ subject: 'AW: Lieferung', inReplyTo: 'first@kunde.example', text, headers: html });
    const framed: Framed[] = (await mailsOfTicket())
      .filter((id) => !before.has(id))
      .map((messageId, number) => ({ number, src: getMailPage.path.replace(':messageId', messageId).replace(/^/, '/api/v1') }));
    expect(framed.length).toBe(HOSTILE_RUNS / 20);
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    const stood = page.url();
    expect(await layInFrames(page, framed, '.whole iframe')).toEqual({ ran: [], strange: [] });
    expect(fetched.filter((one) => one.includes('/page')).length).toBe(framed.length);
    expect(fetched.filter((one) => !one.startsWith(url))).toEqual([]);
    expect(page.url()).toBe(stood);
    expect(page.context().pages()).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});
