import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createAccount, listTeams, setUp, signIn } from '../../shared/contract/auth.js';
import { listQueues, setQueueMember } from '../../shared/contract/queues.js';
import { ringSimulator } from '../../shared/contract/telephony.js';
import type { Me, Role } from '../../shared/models/auth.js';
import type { InputOf, Operation, OutputOf } from '../../shared/operation.js';
import { call, send } from './api.js';

const PASSWORD = 'vier rote Hunde';

/** Somebody with an account and a session, and the server they use. */
export interface Person {
  id: string;
  name: string;
  email: string;
  cookie: string;
}

/** The callers of the demo data that journeys use. */
export const CALLERS = { petra: '+493023125018', emma: '+441632960018', lukasOrNadja: '+494066969100', unknown: '+493023125999' } as const;

async function sessionFrom(url: string, path: string, body: unknown): Promise<Person> {
  const headers = { 'Content-Type': 'application/json', 'X-Ringback': '1' };
  const answer = await send(url, { method: 'POST', path: `/api/v1${path}`, headers, body: JSON.stringify(body) });
  if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  const { id, name, email } = (answer.json as Me).account;
  return { id, name, email, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

/** Sets the installation up as its first account would, with the demo data unless told otherwise. */
export function setUpInstallation(url: string, language: 'de' | 'en' = 'de', withDemoData = true): Promise<Person> {
  const input: InputOf<typeof setUp> = {
    name: 'Miriam Okafor',
    password: PASSWORD,
    language,
    timeZone: 'Europe/Berlin',
    withDemoData,
  };
  return sessionFrom(url, setUp.path, input);
}

/** Calls an operation as somebody; the server may have moved since. */
export function as<Op extends Operation>(url: string, who: Person, operation: Op, input: InputOf<Op>): Promise<OutputOf<Op>> {
  return call(url, operation, { input, headers: { Cookie: who.cookie } });
}

/** Makes an account in every team, a member of every queue when it is an agent, and signs it in. */
export async function addPerson(url: string, admin: Person, options: { name: string; roles?: Role[] }): Promise<Person> {
  const { name, roles = ['agent'] } = options;
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}@test.example`;
  const teamIds = (await as(url, admin, listTeams, {})).items.map((team) => team.id);
  const supervised = roles.includes('supervisor') ? { supervisedTeamIds: teamIds } : {};
  const { id } = await as(url, admin, createAccount, { name, email, password: PASSWORD, roles, language: 'de', teamIds, ...supervised });
  const queues = roles.includes('agent') ? (await as(url, admin, listQueues, {})).items : [];
  for (const queue of queues) await as(url, admin, setQueueMember, { queueId: queue.id, accountId: id, level: 1 });
  return sessionFrom(url, signIn.path, { email, password: PASSWORD });
}

/** Lets a made-up caller ring who waits and talks long enough for any journey. */
export async function ring(url: string, admin: Person, from: string, talkSeconds = 300): Promise<void> {
  await as(url, admin, ringSimulator, { from, count: 1, patienceSeconds: 300, talkSeconds });
}

export interface ConsoleOptions {
  language?: 'de' | 'en' | 'pseudo';
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** What the page may complain about in this journey. */
  mayComplain?: RegExp;
}

/** A browser of somebody's own. */
export interface ConsoleWindow {
  context: BrowserContext;
  page: Page;
  /** Errors and warnings of the page, as they came; breaches of the content policy among them. */
  complaints: string[];
}

/** The server answers 401 to whoever is not signed in yet, and a browser writes that down as an error. */
const EXPECTED = /status of 401|status of 409/;

/** Opens a browser window; signed in when somebody is given. The page has not gone anywhere yet. */
export async function openWindow(browser: Browser, url: string, who: Person | null, options: ConsoleOptions = {}): Promise<ConsoleWindow> {
  const { language = 'de', theme = 'light', width = 1440, height = 900, mayComplain } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  if (who) {
    const [name = '', value = ''] = who.cookie.split('=');
    await context.addCookies([{ name, value, url }]);
  }
  await context.addInitScript((locale) => localStorage.setItem('ringback.locale', locale), language);
  const page = await context.newPage();
  const complaints: string[] = [];
  listen(page, complaints, mayComplain);
  return { context, page, complaints };
}

/** Notes everything a page complains about. */
export function listen(page: Page, complaints: string[], mayComplain?: RegExp): void {
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (!['error', 'warning'].includes(message.type()) || EXPECTED.test(text) || mayComplain?.test(text)) return;
    complaints.push(`${page.url()}: ${text}`);
  });
}

/** Leads a console that is open to another of its screens, as a link in it does: without loading the page again. Resolves when the screen is there. */
export function walkTo(page: Page, path: string): Promise<void> {
  return page.evaluate(async (to) => {
    type Root = Element & { __vue_app__: { config: { globalProperties: { $router: { push(path: string): Promise<unknown> } } } } };
    await (document.querySelector('#app') as Root).__vue_app__.config.globalProperties.$router.push(to);
  }, path);
}

/**
 * Makes the phone ready, unless it is. A person whose press came before the page listened presses again. One that came when it just had become ready
 * opened the pauses: that menu is closed again.
 */
export async function goReady(page: Page): Promise<void> {
  await page.waitForSelector('.bar');
  for (let presses = 0; presses < 10 && (await page.locator('.bar.ready').count()) === 0; presses += 1) {
    await page.keyboard.press('F9');
    await page.waitForSelector('.bar.ready', { timeout: 5000 }).catch(() => undefined);
  }
  await page.waitForSelector('.bar.ready');
  if ((await page.getByRole('menu').count()) > 0) await page.keyboard.press('Escape');
}

/** Ends a call that is talked on, by its key. In the first moment of a call that key is taken for a slip: the clock must have moved. */
export async function hangUp(page: Page): Promise<void> {
  await page.locator('.bar.talking .clock').filter({ hasNotText: '00:00' }).waitFor();
  await page.keyboard.press('F4');
  await phoneIs(page, 'wrapup');
}

/** Waits for the phone bar to stand in a state. */
export async function phoneIs(
  page: Page,
  state: 'ready' | 'ringing' | 'talking' | 'held' | 'wrapup' | 'unreachable' | 'off',
  timeout = 30_000,
): Promise<void> {
  await page.waitForSelector(`.bar.${state}`, { timeout });
}
