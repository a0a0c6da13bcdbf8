import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activeCall } from '../../shared/contract/calls.js';
import { as, CALLERS, hangUp, phoneIs, ring } from '../support/console.js';
import { type DeskJourney, startDeskJourney } from '../support/journey.js';

const ROOT = join(import.meta.dirname, '..', '..');
let journey: DeskJourney;
let page: Page;
let newer: string;

/** The same server with a client of another build: below the repository, where its packages are found. */
function newerBuild(): string {
  mkdirSync(join(ROOT, 'test-results'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'test-results', 'newer-'));
  cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
  appendFileSync(join(folder, 'dist', 'client', 'index.html'), '<!-- newer -->\n');
  return folder;
}

beforeAll(async () => {
  newer = newerBuild();
  journey = await startDeskJourney({ mayComplain: /WebSocket|ERR_|status of 50\d/ });
  page = journey.page;
});
afterAll(async () => {
  await journey?.end();
  rmSync(newer, { recursive: true, force: true });
});

/** A mark that a reload wipes off the page. */
const mark = () => page.evaluate(() => Object.assign(globalThis, { isOldPage: true }));
const isOldPage = () => page.evaluate(() => 'isOldPage' in globalThis).catch(() => true);
/** A tab behind another one, as far as the page can tell. */
const hide = () =>
  page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
const banner = () => page.getByText('Neu laden').count();

describe('an old page and a newer server', () => {
  it('go on with the call; the new page is offered afterwards, and comes by itself only when nobody waits for calls there', async () => {
    const { admin, jonas, installation } = journey;
    await ring(journey.server.url, admin, CALLERS.petra);
    await phoneIs(page, 'ringing');
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    await mark();
    await hide();
    const { port } = new URL(journey.server.url);
    // Every screen was fetched while there was nothing else to do: it stands without the server, and without the old files.
    await expect.poll(() => page.evaluate(() => performance.getEntriesByName('ringback:all-fetched').length)).toBe(1);
    await journey.server.end('SIGTERM');
    await page.getByRole('link', { name: 'Aufgaben' }).click();
    await page.waitForURL('**/tasks/mine');
    await page.goBack();
    await page.waitForURL('**/desk/call/*');
    journey.server = await installation.start({ PORT: port }, join(newer, 'dist', 'server', 'main.js'));
    await expect.poll(async () => (await as(journey.server.url, jonas, activeCall, {})).call?.state).toBe('TALKING');
    await phoneIs(page, 'talking');
    // Held and taken up again through the new server, still on the old page.
    await page.keyboard.press('F2');
    await phoneIs(page, 'held');
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    expect([await isOldPage(), await banner()]).toEqual([true, 0]);
    await hangUp(page);
    await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
    await phoneIs(page, 'ready');
    // Ready, a fresh page could not ring before somebody touched it: it is only offered.
    await expect.poll(banner).toBe(1);
    await ring(journey.server.url, admin, CALLERS.emma);
    await phoneIs(page, 'ringing');
    expect(await isOldPage()).toBe(true);
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    await hangUp(page);
    await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
    await phoneIs(page, 'ready');
    await page.keyboard.press('F9');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('1');
    await page.waitForSelector('.bar.paused');
    await expect.poll(isOldPage).toBe(false);
    await page.waitForSelector('.bar.paused');
    expect(await banner()).toBe(0);
    expect(journey.complaints).toEqual([]);
  });
});
