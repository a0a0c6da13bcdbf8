import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listDispositions, listQueues } from '../../shared/contract/queues.js';
import { listTasks } from '../../shared/contract/tasks.js';
import { createTicket, getTicket } from '../../shared/contract/tickets.js';
import { as, CALLERS, goReady, openWindow, type Person, phoneIs, ring, setUpInstallation } from '../support/console.js';
import { type Journey, startJourney } from '../support/journey.js';
import { axeViolations, settled } from '../support/looks.js';
import { mergeByKeyboard } from '../support/merge-by-keyboard.js';

// The main work of every screen, by keyboard alone: nothing here points or clicks.
let journey: Journey;
let server: Journey['server'];
let browser: Browser;
let admin: Person;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  journey = await startJourney();
  ({ server, browser } = journey);
  admin = await setUpInstallation(server.url);
  ({ page, complaints } = await openWindow(browser, server.url, admin));
});
beforeEach(async () => {
  await page.goto(`${server.url}/desk`);
  await page.waitForSelector('.bar');
});
afterAll(() => journey?.end());

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Walks with Tab until that is reached, as somebody without a mouse does. Fails after a page full of stops. */
async function tabTo(what: string): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) === true, what)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${what}.`);
}
/** Walks the panes with F6 until the hand is in that one. */
async function toPane(name: 'list' | 'work'): Promise<void> {
  const isThere = () => page.evaluate((pane) => document.activeElement?.closest(`.pane.${pane}`) !== null, name);
  for (let stops = 0; stops < 5 && !(await isThere()); stops += 1) await page.keyboard.press('F6');
  expect(await isThere()).toBe(true);
}
/** A new place on the screen: the hand goes there by the two keys of the keymap. */
async function go(second: string, path: RegExp): Promise<void> {
  await page.evaluate(() => document.getElementById('work')?.focus());
  await press('g', second);
  await page.waitForURL(path);
}

describe('search', () => {
  it('finds what was said while it is typed, narrows by operators it offers, opens it, and is there again on the way back', async () => {
    const said = await as(server.url, admin, createTicket, {
      subject: 'Schrank wackelt',
      text: 'Der Monteur fand zwei lose Scharniere.',
      ownerId: admin.id,
    });
    await as(server.url, admin, createTicket, { subject: 'Tisch wackelt', text: 'Ein Scharnier war es nicht.' });
    await go('f', /\/search$/);
    await page.getByText('Wonach Sie suchen können').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.type('scharnier monteur');
    // The index follows a second or two behind: who is too early asks again.
    await expect
      .poll(async () => {
        await Promise.all([page.waitForResponse(/search\/tickets/), press('End', 'Space', 'Backspace')]);
        return page.locator('[role=option]').allInnerTexts();
      })
      .toEqual([expect.stringContaining('Schrank wackelt')]);
    await page.waitForURL(/monteur/);
    expect(await page.locator('[role=option] mark').allInnerTexts()).toEqual(['Monteur', 'Scharniere']);
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.type(' bei');
    await tabTo('.suggest button');
    await press('Enter');
    await page.locator('input[role=combobox]:focus').waitFor();
    await page.keyboard.type('ich');
    await page.waitForURL(/ich$/);
    await page.locator('[role=option][aria-selected=true]').getByText('Schrank').waitFor();
    await press('Enter');
    await page.waitForURL(new RegExp(`/tickets/all/${said.id}`));
    await page.goBack();
    await page.locator('[role=option]').getByText('Schrank').waitFor();
    await press('Control+k');
    await page.locator('.palette input').waitFor();
    await page.keyboard.type('scharniere');
    await page.getByText('Alles durchsuchen nach').waitFor();
    await press('ArrowUp', 'Enter');
    await page.waitForURL(/q=scharniere/);
    await expect.poll(() => page.locator('.found').count()).toBe(2);
  });
});

describe('the list of tickets', () => {
  it('is found in, walked, filtered, and worked off: answered, closed, next', async () => {
    for (const subject of ['Zahnrad fehlt', 'Zahnrad gebrochen']) await as(server.url, admin, createTicket, { subject, ownerId: admin.id });
    await go('t', /\/tickets\/mine/);
    await page.locator('.ticket-list [role=row]').first().waitFor();
    await toPane('list');
    await tabTo('.ticket-list [aria-label="Liste durchsuchen"]');
    await press('Enter');
    await page.keyboard.type('zahnrad');
    await page.waitForURL(/zahnrad/);
    await expect.poll(() => page.locator('.ticket-list [role=row]').count()).toBe(2);
    await press('Enter', 'j', 'Enter');
    await page.waitForURL(/\/tickets\/mine\/[0-9a-f-]{36}/);
    const id = page.url().match(/[0-9a-f-]{36}/)?.[0] ?? '';
    await page.locator('.composer textarea').waitFor();
    await press('n');
    await page.waitForFunction(() => document.activeElement instanceof HTMLTextAreaElement);
    await page.keyboard.type('Ersatz ist unterwegs.');
    await press('Control+Shift+Enter');
    await page.waitForURL((url) => /[0-9a-f-]{36}/.test(url.pathname) && !url.pathname.includes(id));
    await expect.poll(async () => (await as(server.url, admin, getTicket, { ticketId: id })).status).toBe('closed');
  });

  it('opens its filters as a panel that screen readers find, and filters by them', async () => {
    await go('t', /\/tickets\/mine/);
    await toPane('list');
    await tabTo('.ticket-list [aria-label="Filtern und sortieren"]');
    await press('Enter');
    const panel = page.getByRole('dialog', { name: 'Filtern' });
    await panel.getByLabel('Priorität').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await tabTo(`#${await panel.getByLabel('Priorität').getAttribute('id')}`);
    await press('ArrowDown');
    await page.waitForURL(/priority=1/);
    await press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.locator('.ticket-list').getByText('Priorität 1').first().waitFor();
  });
});

describe('people', () => {
  it('are found by half a name from anywhere, and in their own list', async () => {
    await press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('petra ku');
    await page.getByRole('option', { name: /Petra Kurz/ }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await press('Enter');
    await page.waitForURL(/\/people\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { name: 'Petra Kurz' }).waitFor();
    await press('n');
    await page.getByRole('dialog').waitFor();
    await tabTo('[role=dialog] input[maxlength="200"]');
    await page.keyboard.type('Am Messestand gesprochen');
    await press('Enter');
    const entry = page.getByRole('article').filter({ hasText: 'Am Messestand gesprochen' });
    await entry.waitFor();
    // What was logged by hand can be put right where it stands.
    await entry.getByRole('button', { name: 'Bearbeiten' }).focus();
    await press('Enter');
    await page.getByRole('dialog', { name: 'Kontakt berichtigen' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await tabTo('[role=dialog] input[maxlength="200"]');
    await press('End');
    await page.keyboard.type(' und Muster bestellt');
    await press('Enter');
    await page.getByRole('article').filter({ hasText: 'Am Messestand gesprochen und Muster bestellt' }).waitFor();
  });

  it('are merged with a choice of what stays, parted again, and merged by the hint of what they share', () =>
    mergeByKeyboard(page, server.url, admin));
});

describe('tasks', () => {
  it('are made with a date as people say it, done, and taken back', async () => {
    await go('a', /\/tasks\/mine/);
    await press('t');
    await page.waitForFunction(() => document.activeElement?.matches('[role=dialog] input') === true);
    await page.keyboard.type('Muster nachschicken');
    await press('Tab');
    await page.keyboard.type('heute 23:59');
    await press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const mine = () => as(server.url, admin, listTasks, { view: 'mine', limit: 100 });
    const state = async () => (await mine()).items.find((task) => task.what === 'Muster nachschicken')?.state;
    await expect.poll(state).toBe('open');
    const row = page.locator('li.task', { hasText: 'Muster nachschicken' });
    await row.waitFor();
    const isOpen = () => row.getByRole('button', { expanded: true }).count();
    for (let rows = await page.locator('li.task').count(); rows > 0 && (await isOpen()) === 0; rows -= 1) await press('j');
    expect(await isOpen()).toBe(1);
    await press('e');
    await expect.poll(state).not.toBe('open');
    // The server is done before the page has heard of it: undo is for what the page offers.
    await page.getByRole('button', { name: 'Rückgängig' }).waitFor();
    await press('Control+z');
    await expect.poll(state).toBe('open');
  });
});

describe('settings', () => {
  const openFirst = async (section: string) => {
    await go('s', /\/settings/);
    await toPane('list');
    await tabTo(`.sections a[href="/settings/${section}"]`);
    await press('Enter');
    await page.locator('main .thing').first().waitFor();
    await toPane('work');
    await tabTo('.thing');
    await press('Enter');
    await page.waitForURL(/edit=[0-9a-f-]{36}/);
    return page.url().match(/edit=([0-9a-f-]{36})/)?.[1] ?? '';
  };
  const change = async (field: string, value: string) => {
    await page.locator(`#f-${field} input`).waitFor();
    await tabTo(`#f-${field} input`);
    await press('Control+a');
    await page.keyboard.type(value);
    await press('Enter');
  };

  it('change a queue: saved at once, and taken back by one key', async () => {
    const queueId = await openFirst('queues');
    const seconds = async () => (await as(server.url, admin, listQueues, {})).items.find((queue) => queue.id === queueId)?.wrapUpSeconds;
    const before = await seconds();
    await change('wrapUpSeconds', '47');
    await expect.poll(seconds).toBe(47);
    await press('Tab', 'Control+z');
    await expect.poll(seconds).toBe(before);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('rename an outcome, which every desk then shows', async () => {
    const id = await openFirst('dispositions');
    await change('labelDe', 'Sofort gelöst');
    const label = async () => (await as(server.url, admin, listDispositions, {})).items.find((one) => one.id === id)?.label.de;
    await expect.poll(label).toBe('Sofort gelöst');
    await page.getByRole('heading', { name: 'Sofort gelöst' }).waitFor();
  });
});

describe('the keys', () => {
  it('stand in an overlay of their own, and nothing was complained about on the way', async () => {
    await press('F1');
    await page.getByRole('dialog').getByText('F9').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});

describe('the console at its beginning', () => {
  it('says that the server does not answer, asks again by itself, and opens where one wanted to go', async () => {
    const window = await openWindow(browser, server.url, admin, { mayComplain: /status of 503/ });
    let refused = 0;
    await window.page.route('**/api/v1/me', async (route) => {
      refused += 1;
      await (refused > 1 ? route.continue() : route.fulfill({ status: 503, body: 'away' }));
    });
    await window.page.goto(`${server.url}/tasks/mine`);
    await window.page.getByRole('heading', { name: 'Die Konsole wartet auf den Server' }).waitFor();
    expect(await axeViolations(window.page)).toEqual([]);
    await window.page.getByRole('heading', { name: 'Rückrufe und Aufgaben' }).waitFor();
    expect([new URL(window.page.url()).pathname, window.complaints]).toEqual(['/tasks/mine', []]);
    await window.context.close();
  });
});

describe('a call that comes', () => {
  it('moves nothing on the desk', async () => {
    await goReady(page);
    await page.locator('.context .day dl').waitFor();
    await page.evaluate(() => {
      const moved: number[] = [];
      Object.assign(window, { moved });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift' });
    });
    await ring(server.url, admin, CALLERS.petra);
    await phoneIs(page, 'ringing');
    await page.locator('.context').getByText('Petra Kurz').first().waitFor();
    await settled(page);
    expect(await page.evaluate(() => (window as unknown as { moved: number[] }).moved)).toEqual([]);
  });
});
