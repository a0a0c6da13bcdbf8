import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { getDesk } from '../../shared/contract/call-desk.js';
import { activeCall } from '../../shared/contract/calls.js';
import { launchChromium } from '../support/chromium.js';
import { addPerson, as, CALLERS, goReady, hangUp, openWindow, type Person, phoneIs, ring, setUpInstallation } from '../support/console.js';
import { type Installation, makeInstallation, type ServerProcess } from '../support/server-process.js';

let installation: Installation;
let server: ServerProcess;
let browser: Browser;
let admin: Person;
let jonas: Person;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  installation = makeInstallation();
  [server, browser] = await Promise.all([installation.start(), launchChromium()]);
  admin = await setUpInstallation(server.url);
  jonas = await addPerson(server.url, admin, { name: 'Jonas Weber' });
  // What a browser says of a server that is away is no fault of the page.
  ({ page, complaints } = await openWindow(browser, server.url, jonas, { mayComplain: /WebSocket|ERR_|status of 50\d/ }));
  await page.goto(`${server.url}/desk`);
  await goReady(page);
});
afterAll(async () => {
  await browser?.close();
  await installation.remove();
});

const PATIENCE = { timeout: 30_000, interval: 200 };
const call = () => as(server.url, jonas, activeCall, {});

describe('a console in a call', () => {
  it('comes back by itself after the server was killed and started again; the call goes on and the note written meanwhile is kept', async () => {
    await ring(server.url, admin, CALLERS.petra);
    await phoneIs(page, 'ringing');
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    const callId = (await call()).call?.id ?? '';
    await page.keyboard.press('F8');
    await page.keyboard.type('Vor dem Ausfall');

    const port = new URL(server.url).port;
    await server.end('SIGKILL');
    await page.keyboard.type(', und mitten darin');
    server = await installation.start({ PORT: port });
    await vi.waitFor(async () => {
      expect((await as(server.url, jonas, getDesk, { callId })).note).toBe('Vor dem Ausfall, und mitten darin');
    }, PATIENCE);
    await vi.waitFor(async () => expect((await call()).call?.state).toBe('TALKING'), PATIENCE);
    expect((await call()).call?.id).toBe(callId);
    await phoneIs(page, 'talking');
    await page.keyboard.press('F2');
    await phoneIs(page, 'held');
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    expect(await page.locator('.desk textarea').inputValue()).toBe('Vor dem Ausfall, und mitten darin');
  });

  it('leads back into the call with one key after a reload, with its note', async () => {
    const before = (await call()).call?.id;
    await page.reload();
    await page.getByRole('button', { name: /Wieder verbinden/ }).waitFor();
    await page.keyboard.press('F2');
    await vi.waitFor(async () => expect((await call()).call?.state).toBe('TALKING'), PATIENCE);
    expect((await call()).call?.id).toBe(before);
    expect(await page.locator('.desk textarea').inputValue()).toBe('Vor dem Ausfall, und mitten darin');
    await hangUp(page);
    await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
    await phoneIs(page, 'ready');
    expect(complaints).toEqual([]);
  });
});
