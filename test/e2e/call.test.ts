import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchPeople } from '../../shared/contract/people.js';
import { listTickets } from '../../shared/contract/tickets.js';
import { addPerson, as, CALLERS, goReady, hangUp, openWindow, type Person, phoneIs, ring, setUpInstallation } from '../support/console.js';
import { type Journey, startJourney } from '../support/journey.js';

let journey: Journey;
let server: Journey['server'];
let browser: Browser;
let admin: Person;
let jonas: Person;
let page: Page;
let board: Page;
let complaints: string[];

beforeAll(async () => {
  journey = await startJourney();
  ({ server, browser } = journey);
  admin = await setUpInstallation(server.url);
  jonas = await addPerson(server.url, admin, { name: 'Jonas Weber' });
  const sabine = await addPerson(server.url, admin, { name: 'Sabine Lorenz', roles: ['supervisor'] });
  ({ page, complaints } = await openWindow(browser, server.url, jonas));
  ({ page: board } = await openWindow(browser, server.url, sabine));
  await Promise.all([page.goto(`${server.url}/desk`), board.goto(`${server.url}/live`)]);
});
afterAll(() => journey?.end());

/** What stands in the field that has the focus, and where the caret is. */
const caret = () =>
  page.evaluate(() => {
    const field = document.activeElement;
    return field instanceof HTMLTextAreaElement ? { text: field.value, at: field.selectionStart } : null;
  });

/** Waits until the supervisor's board shows the agent in a state. */
const boardShows = (state: string) => board.locator('.agent', { hasText: 'Jonas Weber' }).locator(`[aria-label="${state}"]`).waitFor();

async function writeUp(digit: string): Promise<void> {
  await hangUp(page);
  await page.locator('[role=listbox]').first().waitFor();
  await page.keyboard.press('F8');
  if (await caret()) await page.keyboard.press('F8');
  await page.keyboard.press(digit);
  await page.locator('[role=option][aria-selected=true]').waitFor();
  await page.keyboard.press('Control+Enter');
  await phoneIs(page, 'ready');
}

describe('a call', () => {
  it('goes from ringing to written up by keyboard alone, and the board moves along', async () => {
    await goReady(page);
    await boardShows('Bereit');
    await ring(server.url, admin, CALLERS.petra);
    await phoneIs(page, 'ringing');
    await boardShows('Klingelt');
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    await boardShows('Im Gespräch');
    await page.keyboard.press('F8');
    await page.keyboard.type('Bank bestätigt die zweite Lastschrift.');
    await page.keyboard.press('F2');
    await phoneIs(page, 'held');
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    await writeUp('1');
    await boardShows('Bereit');
  });

  it('can be taken back for five seconds, and stands in the history of the person when it is over', async () => {
    await page.keyboard.press('Control+z');
    await phoneIs(page, 'wrapup');
    await expect.poll(() => page.locator('.desk textarea').inputValue()).toBe('Bank bestätigt die zweite Lastschrift.');
    await expect.poll(() => page.locator('[role=option][aria-selected=true]').count()).toBe(1);
    await page.keyboard.press('Control+Enter');
    await phoneIs(page, 'ready');
    const found = await as(server.url, jonas, searchPeople, { q: 'Petra Kurz', limit: 1 });
    const { page: other, context } = await openWindow(browser, server.url, jonas);
    await other.goto(`${server.url}/people/${found.items[0]?.id}`);
    await other.getByText('Bank bestätigt die zweite Lastschrift.').first().waitFor();
    await context.close();
  });

  it('leaves the caret where it is while it rings and after it was answered', async () => {
    const [ticket] = (await as(server.url, jonas, listTickets, { view: 'all', limit: 1 })).items;
    await page.goto(`${server.url}/tickets/all/${ticket?.id}`);
    await goReady(page);
    await page.locator('.composer textarea').focus();
    await page.keyboard.type('Die Bank hat ');
    const before = await caret();
    await ring(server.url, admin, CALLERS.emma);
    await phoneIs(page, 'ringing');
    expect(await caret()).toEqual(before);
    await page.keyboard.type('geantwortet');
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    await page.keyboard.type('.');
    expect((await caret())?.text).toBe('Die Bank hat geantwortet.');
    expect(page.url()).toContain('/tickets/');
    await writeUp('1');
  });

  it('of somebody who may be several is told apart by one digit while it rings', async () => {
    await page.goto(`${server.url}/desk`);
    await goReady(page);
    await ring(server.url, admin, CALLERS.lukasOrNadja);
    await phoneIs(page, 'ringing');
    const name =
      (await page
        .locator('.card .row', { has: page.locator('kbd') })
        .nth(1)
        .locator('b')
        .textContent()) ?? '';
    await page.keyboard.press('2');
    await page.getByRole('heading', { name }).waitFor();
    await page.locator('.bar.ringing', { hasText: name }).waitFor();
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    await writeUp('1');
    expect(complaints).toEqual([]);
  });
});
