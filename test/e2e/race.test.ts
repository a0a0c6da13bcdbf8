import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptOffer, activeCall } from '../../shared/contract/calls.js';
import {
  addPerson,
  as,
  CALLERS,
  type ConsoleWindow,
  goReady,
  hangUp,
  openWindow,
  type Person,
  phoneIs,
  ring,
  setUpInstallation,
} from '../support/console.js';
import { type Journey, startJourney } from '../support/journey.js';

let journey: Journey;
let server: Journey['server'];
let browser: Browser;
let admin: Person;
let jonas: Person;
let lena: Person;
let his: ConsoleWindow;
let hers: ConsoleWindow;

beforeAll(async () => {
  journey = await startJourney();
  ({ server, browser } = journey);
  admin = await setUpInstallation(server.url);
  jonas = await addPerson(server.url, admin, { name: 'Jonas Weber' });
  lena = await addPerson(server.url, admin, { name: 'Lena Vogt' });
  his = await openWindow(browser, server.url, jonas);
  hers = await openWindow(browser, server.url, lena);
  await Promise.all([his, hers].map(({ page }) => page.goto(`${server.url}/desk`)));
});
afterAll(() => journey?.end());

async function finish(page: Page): Promise<void> {
  await hangUp(page);
  await page.keyboard.press('1');
  await page.locator('[role=option][aria-selected=true]').waitFor();
  await page.keyboard.press('Control+Enter');
  await phoneIs(page, 'ready');
}

describe('two agents', () => {
  it('hear one call one after the other, never both; who comes second is refused and has nothing on the screen', async () => {
    await Promise.all([goReady(his.page), goReady(hers.page)]);
    await ring(server.url, admin, CALLERS.petra);
    const rings = [his, hers].map(async (one) => {
      await phoneIs(one.page, 'ringing');
      return one;
    });
    const first = await Promise.race(rings);
    const [second, firstAccount, secondAccount] = first === his ? [hers, jonas, lena] : [his, lena, jonas];
    expect(await second.page.locator('.bar.ready').count()).toBe(1);
    // Declined: the card closes here, and the caller goes to the other one.
    await first.page.keyboard.press('F4');
    await phoneIs(second.page, 'ringing');
    await first.page.locator('.bar.ringing').waitFor({ state: 'detached' });
    expect(await first.page.locator('.card').count()).toBe(0);

    const callId = (await as(server.url, secondAccount, activeCall, {})).offer?.callId ?? '';
    await Promise.all([second.page.keyboard.press('F2'), first.page.keyboard.press('F2')]);
    await phoneIs(second.page, 'talking');
    await expect(as(server.url, firstAccount, acceptOffer, { callId })).rejects.toMatchObject({ status: 409 });
    expect((await as(server.url, firstAccount, activeCall, {})).call).toBeNull();
    expect(await first.page.locator('.card').count()).toBe(0);
    await finish(second.page);
    await first.context.close();
    his = second;
    jonas = secondAccount;
  });
});

describe('two tabs of one agent', () => {
  it('show the same call, and either answers it: once, with one voice', async () => {
    const other = await his.context.newPage();
    await other.goto(`${server.url}/desk`);
    await phoneIs(other, 'ready');
    await ring(server.url, admin, CALLERS.emma);
    await Promise.all([phoneIs(his.page, 'ringing'), phoneIs(other, 'ringing')]);
    // Only the tab with the telephone says it aloud.
    const alerts = () => Promise.all([his.page, other].map((page) => page.locator('.bar [role=alert]').textContent()));
    await expect.poll(async () => (await alerts()).filter((text) => text !== '').length).toBe(1);
    await Promise.all([other.keyboard.press('F2'), his.page.keyboard.press('F2')]);
    await Promise.all([phoneIs(his.page, 'talking'), phoneIs(other, 'talking')]);
    await finish(his.page);
    await phoneIs(other, 'ready');
  });

  it('answer from the tab without the telephone too, and pass the telephone on when its tab closes', async () => {
    const [, other] = his.context.pages();
    if (!other) throw new Error('The second tab is gone.');
    await ring(server.url, admin, CALLERS.petra);
    await phoneIs(other, 'ringing');
    await other.keyboard.press('F2');
    await phoneIs(other, 'talking');
    await finish(other);
    await his.page.close();
    await ring(server.url, admin, CALLERS.emma);
    await phoneIs(other, 'ringing');
    await other.keyboard.press('F2');
    await phoneIs(other, 'talking');
    await finish(other);
    expect([...his.complaints, ...hers.complaints]).toEqual([]);
  });
});
