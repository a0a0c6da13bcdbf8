import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getDesk } from '../../shared/contract/call-desk.js';
import { activeCall } from '../../shared/contract/calls.js';
import { launchChromium } from '../support/chromium.js';
import { addPerson, as, CALLERS, goReady, openWindow, type Person, phoneIs, ring, setUpInstallation } from '../support/console.js';
import { type Installation, makeInstallation, type ServerProcess } from '../support/server-process.js';

let installation: Installation;
let server: ServerProcess;
let browser: Browser;
let admin: Person;
let jonas: Person;
let page: Page;

beforeAll(async () => {
  installation = makeInstallation();
  [server, browser] = await Promise.all([installation.start(), launchChromium()]);
  admin = await setUpInstallation(server.url);
  jonas = await addPerson(server.url, admin, { name: 'Jonas Weber' });
  ({ page } = await openWindow(browser, server.url, jonas));
  await page.goto(`${server.url}/desk`);
  await goReady(page);
});
afterAll(async () => {
  await browser?.close();
  await installation.remove();
});

describe('a call on two machines', () => {
  it('has its note on another machine while it goes on, and what is added there comes back', async () => {
    await ring(server.url, admin, CALLERS.petra);
    await phoneIs(page, 'ringing');
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    await page.keyboard.press('F8');
    await page.keyboard.type('Ruft wegen der Gutschrift an');
    const callId = (await as(server.url, jonas, activeCall, {})).call?.id ?? '';
    await expect.poll(async () => (await as(server.url, jonas, getDesk, { callId })).note).toBe('Ruft wegen der Gutschrift an');
    const elsewhere = await openWindow(browser, server.url, jonas);
    await elsewhere.page.goto(`${server.url}/desk`);
    const note = elsewhere.page.locator('.desk textarea');
    await expect.poll(() => note.inputValue()).toBe('Ruft wegen der Gutschrift an');
    // The hand has hardly rested here when somebody writes there: what comes back must wait for it, not get lost.
    await page.keyboard.type('.');
    await expect.poll(() => note.inputValue()).toBe('Ruft wegen der Gutschrift an.');
    await note.focus();
    await elsewhere.page.keyboard.press('Control+End');
    await elsewhere.page.keyboard.type(', Rechnung 4711');
    await expect.poll(() => page.locator('.desk textarea').inputValue()).toBe('Ruft wegen der Gutschrift an., Rechnung 4711');
    await elsewhere.context.close();
  });
});
