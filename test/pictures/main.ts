import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { editQueue, listQueues } from '../../shared/contract/queues.js';
import { listTickets } from '../../shared/contract/tickets.js';
import { launchChromium } from '../support/chromium.js';
import { addPerson, as, CALLERS, goReady, hangUp, openWindow, type Person, phoneIs, ring, setUpInstallation } from '../support/console.js';
import { settled } from '../support/looks.js';
import { makeInstallation } from '../support/server-process.js';

// `npm run pictures`: takes the pictures of the READMEs anew, from a fresh installation with demo data. Needs Chromium, and ffmpeg for the film.
const IMAGES = new URL('../../docs/images/', import.meta.url).pathname;
const COLLEAGUES = ['Jonas Brecht', 'Leyla Sahin', 'Tobias Renk'];
const OTHERS = [CALLERS.emma, CALLERS.lukasOrNadja, CALLERS.unknown];

interface Studio {
  url: string;
  browser: Browser;
  admin: Person;
}

/** A film made of single pictures, each shown for a while. */
class Film {
  readonly #folder = mkdtempSync(join(tmpdir(), 'ringback-film-'));
  readonly #shown: { file: string; seconds: number }[] = [];

  async add(page: Page, seconds: number): Promise<void> {
    const file = join(this.#folder, `${this.#shown.length}.png`);
    await settled(page);
    await page.screenshot({ path: file });
    this.#shown.push({ file, seconds });
  }
  /** Writes the film as a GIF, 1000 pixels wide, and forgets the single pictures. */
  finish(target: string): void {
    const inputs = this.#shown.flatMap(({ file, seconds }) => ['-loop', '1', '-t', String(seconds), '-i', file]);
    const joined = `${this.#shown.map((_, index) => `[${index}]`).join('')}concat=n=${this.#shown.length}`;
    const colours =
      'fps=5,scale=1000:-1:flags=lanczos,split[a][b];[a]palettegen=max_colors=128:stats_mode=diff[p];[b][p]paletteuse=dither=none';
    execFileSync('ffmpeg', ['-y', '-loglevel', 'error', ...inputs, '-filter_complex', `${joined},${colours}`, target]);
    rmSync(this.#folder, { recursive: true });
  }
}

/** Petra rings somebody who is in the middle of a note; the picture at the top of the READMEs. */
async function takeRinging({ url, browser, admin }: Studio, language: 'de' | 'en', file: string): Promise<void> {
  const { page } = await openWindow(browser, url, admin, { language });
  const ticket = (await as(url, admin, listTickets, { view: 'all', search: 'Lieferung', limit: 1 })).items[0];
  await page.goto(`${url}/tickets/all/${ticket?.id ?? ''}`);
  await goReady(page);
  await page.keyboard.press('n');
  await page.keyboard.type(
    language === 'de' ? 'Lager prüft bis Mittag, ob die vier Kartons noch' : 'Warehouse checks by noon whether the four boxes',
  );
  await ring(url, admin, CALLERS.petra, 600);
  await phoneIs(page, 'ringing');
  await settled(page);
  await page.screenshot({ path: join(IMAGES, file) });
}

/** Colleagues who answer what rings next; each has the browser of their own. */
async function seatColleagues({ url, browser, admin }: Studio): Promise<Page[]> {
  const pages: Page[] = [];
  for (const name of COLLEAGUES) {
    const { page } = await openWindow(browser, url, await addPerson(url, admin, { name }));
    await page.goto(`${url}/desk`);
    await goReady(page);
    pages.push(page);
  }
  return pages;
}

/** Ring, answer, wrap up; then the board, while others ring and are answered. */
async function film(studio: Studio): Promise<void> {
  const { url, browser, admin } = studio;
  const { page } = await openWindow(browser, url, admin, { width: 1280, height: 800, language: 'en' });
  const reel = new Film();
  await page.goto(`${url}/desk`);
  await goReady(page);
  await reel.add(page, 1.6);
  await ring(url, admin, CALLERS.petra, 600);
  await phoneIs(page, 'ringing');
  await reel.add(page, 2.6);
  await page.keyboard.press('F2');
  await phoneIs(page, 'talking');
  await page.waitForURL(/desk\/call/);
  await reel.add(page, 1.4);
  await page.keyboard.press('F8');
  await page.locator('.context textarea').first().fill('Invoice 4711 was debited twice, the bank confirms.');
  await reel.add(page, 1.6);
  await hangUp(page);
  await reel.add(page, 1.2);
  await page.keyboard.press('F8');
  await page.keyboard.press('1');
  await reel.add(page, 1.4);
  await page.keyboard.press('Control+Enter');
  await phoneIs(page, 'ready');
  await reel.add(page, 1.2);
  const colleagues = await seatColleagues(studio);
  await page.goto(`${url}/live`);
  await page.locator('.tiles').waitFor();
  await reel.add(page, 1.2);
  for (const caller of OTHERS) await ring(url, admin, caller, 600);
  await page.locator('td .waiting i').first().waitFor();
  await reel.add(page, 1.4);
  for (const colleague of colleagues) {
    if ((await colleague.locator('.bar.ringing').count()) === 0) continue;
    await colleague.keyboard.press('F2');
    await phoneIs(colleague, 'talking');
    await page.waitForTimeout(1200);
    await reel.add(page, 1.2);
  }
  reel.finish(join(IMAGES, 'ring-answer-wrap-up.gif'));
}

/** Runs that in a fresh installation, in which a call rings long enough to be looked at. */
async function inStudio(work: (studio: Studio) => Promise<void>): Promise<void> {
  const installation = makeInstallation();
  const [server, browser] = await Promise.all([installation.start(), launchChromium()]);
  try {
    const { url } = server;
    const admin = await setUpInstallation(url);
    for (const queue of (await as(url, admin, listQueues, {})).items)
      await as(url, admin, editQueue, { queueId: queue.id, version: queue.version, offerSeconds: 120 });
    await work({ url, browser, admin });
  } finally {
    await browser.close();
    await installation.remove();
  }
}

await inStudio((studio) => takeRinging(studio, 'de', 'ringing.de.png'));
await inStudio((studio) => takeRinging(studio, 'en', 'ringing.png'));
await inStudio(film);
