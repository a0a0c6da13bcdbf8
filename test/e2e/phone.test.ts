import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activeCall } from '../../shared/contract/calls.js';
import { listDispositions } from '../../shared/contract/queues.js';
import { listTasks } from '../../shared/contract/tasks.js';
import { as, CALLERS, hangUp, openWindow, phoneIs, ring } from '../support/console.js';
import { type DeskJourney, startDeskJourney } from '../support/journey.js';

let journey: DeskJourney;
let page: Page;

/** Notifications this page asked the system to show, with what a click on them does; a headless browser has no system to show them. */
function noteNotifications(): void {
  const shown: { title: string; click: () => void; closed: boolean }[] = [];
  class Noted {
    static permission = 'granted';
    onclick: (() => void) | null = null;
    readonly #entry: (typeof shown)[number];
    constructor(title: string) {
      this.#entry = { title, click: () => this.onclick?.(), closed: false };
      shown.push(this.#entry);
    }
    close(): void {
      this.#entry.closed = true;
    }
  }
  Object.assign(globalThis, { Notification: Noted, shownNotifications: shown });
}
interface Noting {
  shownNotifications: { title: string; click: () => void; closed: boolean }[];
}

beforeAll(async () => {
  journey = await startDeskJourney({ before: (page) => page.addInitScript(noteNotifications) });
  page = journey.page;
});
afterAll(() => journey?.end());

const call = () => as(journey.server.url, journey.jonas, activeCall, {});
/** A tab behind another one, as far as the page can tell. */
const hide = (isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);

describe('a call to a tab that nobody looks at', () => {
  it('rings in title, icon and notification, whose click answers it', async () => {
    await hide(true);
    const before = await page.title();
    await ring(journey.server.url, journey.admin, CALLERS.petra);
    await phoneIs(page, 'ringing');
    await expect.poll(() => page.title()).toContain('Petra Kurz');
    await expect.poll(() => page.locator('#favicon').getAttribute('href')).toMatch(/^data:image\/svg/);
    const notice = () =>
      page.evaluate(() => (globalThis as unknown as Noting).shownNotifications.map(({ title, closed }) => ({ title, closed })));
    await expect.poll(notice).toEqual([{ title: expect.stringContaining('Petra Kurz'), closed: false }]);
    await page.evaluate(() => (globalThis as unknown as Noting).shownNotifications[0]?.click());
    await phoneIs(page, 'talking');
    await expect.poll(notice).toEqual([{ title: expect.stringContaining('Petra Kurz'), closed: true }]);
    await expect.poll(() => page.title()).not.toBe(before);
    await hide(false);
  });

  it('is muted, held and written about by its keys', async () => {
    await page.keyboard.press('F3');
    await page.locator('.bar.talking .unmute').waitFor();
    await expect.poll(async () => (await call()).call?.isMuted).toBe(true);
    await page.keyboard.press('F3');
    await page.locator('.bar.talking .mute').waitFor();
    await page.keyboard.press('F2');
    await phoneIs(page, 'held');
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    await page.keyboard.press('F8');
    await page.keyboard.type('Ruft wegen der Gutschrift an');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement instanceof HTMLTextAreaElement)).toBe(true);
  });

  it('is written up with a promise: what was chosen asks for its moment, and the promise stands among the tasks', async () => {
    const outcome = (await as(journey.server.url, journey.jonas, listDispositions, {})).items.find(
      (one) => one.isActive && one.effect === 'promise',
    );
    await hangUp(page);
    const isIn = (place: string) => page.evaluate((selector) => document.activeElement?.matches(selector) === true, place);
    while (!(await isIn('.desk [role=listbox]'))) await page.keyboard.press('F8');
    await page.keyboard.press(String(outcome?.digit));
    await page.locator('.desk .fields input').first().waitFor();
    for (let stops = 0; stops < 3 && !(await isIn('.desk .fields input')); stops += 1) await page.keyboard.press('Tab');
    expect(await isIn('.desk .fields input')).toBe(true);
    await page.keyboard.type('mo 14');
    await page.locator('.desk .fields output').waitFor();
    await page.keyboard.press('Control+Enter');
    await phoneIs(page, 'ready');
    // It becomes a task when the time to take it back is over.
    const promises = async () =>
      (await as(journey.server.url, journey.jonas, listTasks, { view: 'mine', limit: 100 })).items.filter((one) => one.kind === 'promise');
    await expect.poll(async () => (await promises()).map((one) => one.dueAt)).toContainEqual(expect.stringMatching(/T1[23]:00:00/));
    expect(journey.complaints).toEqual([]);
  });
});

describe('the board', () => {
  it('follows an agent who goes on pause by what it is told, without asking', async () => {
    const board = await openWindow(journey.browser, journey.server.url, journey.admin);
    await board.page.goto(`${journey.server.url}/live`);
    const jonasIs = (state: string) =>
      board.page.locator('.agent', { hasText: 'Jonas Weber' }).locator(`[aria-label="${state}"]`).waitFor();
    await jonasIs('Bereit');
    await board.page.waitForLoadState('networkidle');
    const asked: string[] = [];
    board.page.on('request', (request) => {
      if (request.url().includes('/api/')) asked.push(request.url());
    });
    const pauses = performance.now();
    await page.keyboard.press('F9');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('1');
    await jonasIs('Pause');
    process.stdout.write(`The board follows after ${Math.round(performance.now() - pauses)} ms.\n`);
    expect(asked).toEqual([]);
    await board.context.close();
  });
});
