import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { hangUp, openWindow, phoneIs } from '../support/console.js';
import { type Installation, makeInstallation, type ServerProcess } from '../support/server-process.js';

let installation: Installation;
let server: ServerProcess;
let browser: Browser;

beforeAll(async () => {
  installation = makeInstallation();
  [server, browser] = await Promise.all([installation.start(), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await installation.remove();
});

describe('the first run', () => {
  it('leads from an empty installation to the first call written up, by keyboard alone, within a minute', async () => {
    const { page, complaints } = await openWindow(browser, server.url, null);
    const started = performance.now();
    const laps: string[] = [];
    const lap = (what: string) => laps.push(`${what} ${((performance.now() - started) / 1000).toFixed(1)} s`);

    await page.goto(server.url);
    await page.waitForSelector('input[autocomplete=name]:focus');
    lap('page');
    await page.keyboard.type('Miriam Okafor');
    await page.keyboard.press('Tab');
    await page.keyboard.type('vier rote Hunde');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.sound button:focus');
    lap('account');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Konsole öffnen' }).waitFor();
    await page.keyboard.press('Enter');
    await phoneIs(page, 'off');
    lap('console');
    await page.keyboard.press('F9');
    await phoneIs(page, 'ringing');
    lap('ringing');
    expect(await page.getByRole('heading', { name: 'Petra Kurz' }).count()).toBe(1);
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    await page.keyboard.press('F8');
    await page.keyboard.type('Fragt nach der Gutschrift.');
    await hangUp(page);
    await page.keyboard.press('F8');
    await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
    await phoneIs(page, 'ready');
    await page.getByRole('heading', { name: 'Das war Ihr erster Anruf.' }).waitFor();
    lap('written up');

    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(`First run: ${laps.join(', ')}\n`);
    expect(seconds).toBeLessThan(60);
    expect(complaints).toEqual([]);
  });
});
