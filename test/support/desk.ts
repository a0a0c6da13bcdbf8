import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startJourney } from './journey.js';

const PASSWORD = 'a quiet hotline at noon';
export const ADMIN = 'ayla@example.org';
export const COLLEAGUE = 'miriam@example.org';

/** Two people at their desks, without demo data: Ayla Demir (administrator) and Miriam Kessler (agent). */
export interface Desk {
  server: Awaited<ReturnType<typeof startJourney>>['server'];
  /** Errors the pages threw; empty it when looking. */
  failures: string[];
  /** Calls the API from outside the console, as somebody's own session. Throws with the answer when it is refused. */
  call<T>(context: BrowserContext, method: string, path: string, data?: unknown): Promise<T>;
  signedIn(email: string): Promise<BrowserContext>;
  open(context: BrowserContext, path: string): Promise<Page>;
  /** Prints where every page stands: what a failed test was looking at. */
  tell(): Promise<void>;
  end(): Promise<void>;
}

async function tell(browser: Browser): Promise<void> {
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    const focused = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160)).catch(() => 'nothing');
    const seen = await page
      .locator('body')
      .ariaSnapshot({ timeout: 5000 })
      .catch(() => '');
    console.log(`Left at ${page.url()}, focus on ${focused}\n${seen.slice(0, 3000)}`);
  }
}

/** Starts a server and a browser and sets the two up. */
export async function startDesk(): Promise<Desk> {
  const journey = await startJourney();
  const { server, browser } = journey;
  const failures: string[] = [];
  const call: Desk['call'] = async (context, method, path, data) => {
    const answer = await context.request.fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { 'X-Ringback': '1', 'Idempotency-Key': randomUUID() },
      ...(data === undefined ? {} : { data }),
    });
    const body: unknown = await answer.json();
    if (!answer.ok()) throw new Error(`${method} ${path}: ${JSON.stringify(body)}`);
    return body as never;
  };
  const first = await browser.newContext();
  const { account } = await call<{ account: { teamIds: string[] } }>(first, 'POST', '/setup', {
    ...{ name: 'Ayla Demir', email: ADMIN, password: PASSWORD },
    ...{ language: 'de', timeZone: 'Europe/Berlin', withDemoData: false },
  });
  await call(first, 'POST', '/accounts', {
    ...{ name: 'Miriam Kessler', email: COLLEAGUE, password: PASSWORD },
    ...{ roles: ['agent'], language: 'de', teamIds: account.teamIds },
  });
  await first.close();
  return {
    ...{ server, failures, call },
    tell: () => tell(browser),
    end: () => journey.end(),
    async signedIn(email) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
      await call(context, 'POST', '/session', { email, password: PASSWORD });
      return context;
    },
    async open(context, path) {
      const page = await context.newPage();
      page.on('pageerror', (error) => failures.push(error.message));
      await page.goto(`${server.url}${path}?lang=de&theme=light`);
      return page;
    },
  };
}
