import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { getDesk } from '../../shared/contract/call-desk.js';
import { activeCall } from '../../shared/contract/calls.js';
import { as, CALLERS, hangUp, phoneIs, ring } from '../support/console.js';
import { type DeskJourney, startDeskJourney } from '../support/journey.js';

let journey: DeskJourney;
let page: Page;
beforeAll(async () => {
  // What a browser says of a server that is away is no fault of the page.
  journey = await startDeskJourney({ mayComplain: /WebSocket|ERR_|status of 50\d/ });
  page = journey.page;
});
afterAll(() => journey?.end());

const PATIENCE = { timeout: 30_000, interval: 200 };
const call = () => as(journey.server.url, journey.jonas, activeCall, {});

describe('a console in a call', () => {
  it('comes back by itself after the server was killed and started again; the call goes on and the note written meanwhile is kept', async () => {
    const { admin, jonas, installation } = journey;
    await ring(journey.server.url, admin, CALLERS.petra);
    await phoneIs(page, 'ringing');
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    const callId = (await call()).call?.id ?? '';
    await page.keyboard.press('F8');
    await page.keyboard.type('Vor dem Ausfall');

    const port = new URL(journey.server.url).port;
    await journey.server.end('SIGKILL');
    await page.keyboard.type(', und mitten darin');
    journey.server = await installation.start({ PORT: port });
    await vi.waitFor(async () => {
      expect((await as(journey.server.url, jonas, getDesk, { callId })).note).toBe('Vor dem Ausfall, und mitten darin');
    }, PATIENCE);
    await vi.waitFor(async () => expect((await call()).call?.state).toBe('TALKING'), PATIENCE);
    expect((await call()).call?.id).toBe(callId);
    await phoneIs(page, 'talking');
    await page.keyboard.press('F2');
    await phoneIs(page, 'held');
    await page.keyboard.press('F2');
    await phoneIs(page, 'talking');
    await expect.poll(() => page.locator('.desk textarea').inputValue()).toBe('Vor dem Ausfall, und mitten darin');
  });

  it('leads back into the call with one key after a reload, with its note', async () => {
    const before = (await call()).call?.id;
    // What the new page first says of its sound, before the first key, is held up on the way: it must not arrive last.
    await page.route('**/me/sound-ready', (route) => sleep(1500).then(() => route.continue()), { times: 1 });
    await page.reload();
    await page.getByRole('button', { name: /Wieder verbinden/ }).waitFor();
    await page.keyboard.press('F2');
    await vi.waitFor(async () => expect((await call()).call?.state).toBe('TALKING'), PATIENCE);
    expect((await call()).call?.id).toBe(before);
    await expect.poll(() => page.locator('.desk textarea').inputValue()).toBe('Vor dem Ausfall, und mitten darin');
    await hangUp(page);
    await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
    await phoneIs(page, 'ready');
    expect(journey.complaints).toEqual([]);
  });
});
