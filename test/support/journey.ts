import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.js';
import { addPerson, type ConsoleOptions, goReady, openWindow, type Person, setUpInstallation } from './console.js';
import { createTestDatabase } from './database.js';
import { type Installation, makeInstallation, type ServerProcess } from './server-process.js';

/** What a journey travels on: the built server on a database of its own, and a browser. */
export interface Journey {
  installation: Installation;
  /** Replaced when a journey starts another one. */
  server: ServerProcess;
  browser: Browser;
  /** Ends and removes everything. */
  end(): Promise<void>;
}

/** Starts an empty installation. Its database is one of the run's own PostgreSQL; what starts one by itself is proven by `e2e/start` and `e2e/first-run`. */
export async function startJourney(): Promise<Journey> {
  const database = await createTestDatabase();
  const installation = makeInstallation(database);
  const [server, browser] = await Promise.all([installation.start(), launchChromium()]);
  return {
    ...{ installation, server, browser },
    async end() {
      await browser.close();
      await installation.remove();
    },
  };
}

/** A journey of an agent, set up with the demo data: their desk is open. */
export interface DeskJourney extends Journey {
  admin: Person;
  jonas: Person;
  page: Page;
  /** What the page complained about. */
  complaints: string[];
}

/** What an agent's journey wants: also what happens to the page before it goes to the desk, e.g. a script it shall carry. */
export interface DeskOptions extends ConsoleOptions {
  before?: (page: Page) => Promise<unknown>;
}

/** Starts an installation with the demo data, whose agent Jonas sits ready at the desk. */
export async function startDeskJourney(options: DeskOptions = {}): Promise<DeskJourney> {
  const journey = await startJourney();
  const { url } = journey.server;
  const admin = await setUpInstallation(url);
  const jonas = await addPerson(url, admin, { name: 'Jonas Weber' });
  const { page, complaints } = await openWindow(journey.browser, url, jonas, options);
  await options.before?.(page);
  await page.goto(`${url}/desk`);
  await goReady(page);
  return Object.assign(journey, { admin, jonas, page, complaints });
}
