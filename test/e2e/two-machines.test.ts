import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getDesk } from '../../shared/contract/call-desk.js';
import { activeCall } from '../../shared/contract/calls.js';
import { as, CALLERS, openWindow, phoneIs, ring } from '../support/console.js';
import { type DeskJourney, startDeskJourney } from '../support/journey.js';

let journey: DeskJourney;
beforeAll(async () => {
  journey = await startDeskJourney();
});
afterAll(() => journey?.end());

describe('a call on two machines', () => {
  it('has its note on another machine while it goes on, and what is added there comes back', async () => {
    const { server, browser, admin, jonas, page } = journey;
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
