import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, COLLEAGUE, type Desk, startDesk } from '../support/desk.js';
import { axeViolations } from '../support/looks.js';

let desk: Desk;
let server: Desk['server'];
let call: Desk['call'];
let signedIn: Desk['signedIn'];
let open: Desk['open'];
beforeAll(async () => {
  desk = await startDesk();
  ({ server, call, signedIn, open } = desk);
});
afterAll(() => desk?.end());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await desk.tell();
  expect(desk.failures.splice(0)).toEqual([]);
});

describe('tickets in the console', () => {
  it('makes, gives away, notes on and closes a ticket by keyboard alone', async () => {
    const context = await signedIn(ADMIN);
    const page = await open(context, '/tickets/mine');
    const keys = page.keyboard;
    await page.getByText('Kein Ticket geöffnet').waitFor();
    await page.getByRole('heading', { name: 'Meine Tickets' }).waitFor();
    await keys.press('c');
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
    await keys.type('Rechnung 4711 doppelt abgebucht');
    await keys.press('Control+Enter');
    await page.getByRole('heading', { name: 'Rechnung 4711 doppelt abgebucht' }).waitFor();
    await page.waitForURL(/\/tickets\/mine\/[0-9a-f-]{36}/);

    await keys.press('a');
    await page.getByRole('menuitem', { name: 'Miriam Kessler' }).waitFor();
    await keys.type('Mir');
    await keys.press('Enter');
    await page.getByText('geht an Miriam Kessler').waitFor();

    await keys.press('n');
    await keys.type('Buchhaltung prüft die Lastschrift.');
    await keys.press('Control+Enter');
    await page.getByRole('article').filter({ hasText: 'Buchhaltung prüft die Lastschrift.' }).waitFor();

    // Several things at once, with what they would be beside them; the text waits to be sent.
    const made = { audience: 'all', name: 'Lastschrift prüfen' };
    const snippet = await call<{ id: string }>(context, 'POST', '/snippets', {
      ...made,
      textDe: 'Nummer {{ticket.number}}, {{agent.firstName}}',
    });
    await call(context, 'POST', '/macros', {
      ...made,
      change: { priority: 2, addTags: ['lastschrift'] },
      text: { as: 'note', snippetId: snippet.id },
    });
    await keys.press('Escape');
    await keys.press('Shift+A');
    await page.getByRole('combobox', { name: 'Makro suchen' }).waitFor();
    await keys.type('last');
    await page.getByRole('dialog').getByText('#lastschrift').waitFor();
    await keys.press('Enter');
    await page.getByRole('textbox', { name: 'Notiz' }).waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Notiz' }).inputValue()).toMatch(/^Nummer \d+, Ayla$/);
    await keys.press('Control+Enter');
    await page
      .getByRole('article')
      .filter({ hasText: /Nummer \d+, Ayla/ })
      .waitFor();

    await keys.press('Escape');
    await keys.press('e');
    await page.getByRole('button', { name: 'Wieder öffnen' }).waitFor();
    const id = page.url().split('/').at(-1)?.split('?')[0];
    // The screen shows the end at once; the server is asked until it has arrived there.
    await expect
      .poll(() => call<{ status: string; subject: string }>(context, 'GET', `/tickets/${id}`))
      .toMatchObject({ status: 'closed', subject: 'Rechnung 4711 doppelt abgebucht', priority: 2, tags: ['lastschrift'] });
    await context.close();
  });

  it('shows both texts when two change the same subject, keeps the one typed, and saves the one chosen', async () => {
    const [mine, theirs] = await Promise.all([signedIn(ADMIN), signedIn(COLLEAGUE)]);
    const { id } = await call<{ id: string }>(mine, 'POST', '/tickets', { subject: 'Lieferung unvollständig' });
    const [page, other] = await Promise.all([open(mine, `/tickets/all/${id}`), open(theirs, `/tickets/all/${id}`)]);
    // Each is told that the other one is here.
    await Promise.all([page.getByText('Miriam Kessler sieht zu').waitFor(), other.getByText('Ayla Demir sieht zu').waitFor()]);
    for (const one of [page, other]) await one.getByRole('button', { name: 'Lieferung unvollständig' }).click();
    await page.getByRole('textbox', { name: 'Betreff' }).fill('Lieferung 20874 unvollständig');
    await other.getByRole('textbox', { name: 'Betreff' }).fill('Vier Kartons fehlen');
    await other.keyboard.press('Enter');
    await other.getByRole('heading', { name: 'Vier Kartons fehlen' }).waitFor();
    // Their screen shows it at once; only when it has arrived is it they who were first.
    await expect.poll(() => call<{ subject: string }>(theirs, 'GET', `/tickets/${id}`)).toMatchObject({ subject: 'Vier Kartons fehlen' });
    await expect.poll(() => page.getByRole('textbox', { name: 'Betreff' }).inputValue()).toBe('Lieferung 20874 unvollständig');
    await page.keyboard.press('Enter');

    const conflict = page.getByRole('region', { name: 'Zwei haben dasselbe Feld geändert.' });
    await conflict.waitFor();
    expect(await conflict.textContent()).toContain('Vier Kartons fehlen');
    expect(await conflict.textContent()).toContain('Lieferung 20874 unvollständig');
    await conflict.getByRole('button', { name: 'Meine speichern' }).click();
    await other.getByRole('heading', { name: 'Lieferung 20874 unvollständig' }).waitFor();
    await conflict.waitFor({ state: 'detached' });
    await Promise.all([mine.close(), theirs.close()]);
  });

  it('keeps an unsent note over a reload and on another machine; whom it names finds it counted until they look', async () => {
    const context = await signedIn(ADMIN);
    const { id } = await call<{ id: string }>(context, 'POST', '/tickets', { subject: 'Skonto nicht berücksichtigt' });
    const page = await open(context, `/tickets/all/${id}`);
    const note = page.getByRole('textbox', { name: 'Notiz' });
    await note.fill('Skonto von 2 % war vereinbart.');
    await page.getByText(/Gespeichert \d\d:\d\d/).waitFor();
    await expect
      .poll(async () => (await call<{ items: { text: string }[] }>(context, 'GET', '/me/drafts')).items[0]?.text)
      .toContain('Skonto von 2 %');
    const elsewhere = await signedIn(ADMIN);
    const second = await open(elsewhere, `/tickets/all/${id}`);
    await expect.poll(() => second.getByRole('textbox', { name: 'Notiz' }).inputValue()).toBe('Skonto von 2 % war vereinbart.');
    // The server is slow to say what it kept: what is typed meanwhile stands all the same, on both sides.
    await page.route(/\/drafts\//, async (route) => {
      if (route.request().method() === 'GET') await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await page.reload();
    await expect.poll(() => note.inputValue()).toBe('Skonto von 2 % war vereinbart.');
    await note.press('Control+End');
    await page.keyboard.type(' Bitte');
    await expect
      .poll(async () => (await call<{ items: { text: string }[] }>(context, 'GET', '/me/drafts')).items[0]?.text)
      .toBe('Skonto von 2 % war vereinbart. Bitte');
    expect(await note.inputValue()).toBe('Skonto von 2 % war vereinbart. Bitte');
    await page.unrouteAll({ behavior: 'wait' });
    await page.keyboard.type(' @kess');
    await page.getByRole('listbox', { name: 'Kollegen' }).getByRole('option', { name: 'Miriam Kessler' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    for (const key of ['Enter', 'Control+Enter']) await page.keyboard.press(key);
    const other = await open(await signedIn(COLLEAGUE), '/tickets/mine');
    await other.getByRole('button', { name: '1 Ticket, in dem Sie erwähnt wurden' }).press('Enter');
    await other.getByText('Skonto nicht berücksichtigt').first().click();
    await expect.poll(async () => await call(context, 'GET', `/tickets/${id}`)).toMatchObject({ mentionedIds: [] });
    await Promise.all([context.close(), elsewhere.close(), other.context().close()]);
  });

  it('merges, takes that back, links, puts to sleep and closes with children, by keyboard alone', async () => {
    const context = await signedIn(ADMIN);
    const make = (subject: string, text: string) =>
      call<{ id: string; numberText: string; number: string }>(context, 'POST', '/tickets', { subject, text });
    const [from, into] = [
      await make('Wo bleibt die Pumpe?', 'Fragt zum zweiten Mal.'),
      await make('Pumpe 88 nicht geliefert', 'Spedition weiß nichts.'),
    ];
    const page = await open(context, `/tickets/all/${from.id}`);
    const keys = page.keyboard;
    const heading = (name: string) => page.getByRole('heading', { name }).waitFor();
    const pickOther = async () => {
      await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
      await keys.type(into.number);
      await page.getByRole('option', { name: 'Pumpe 88' }).waitFor();
      await keys.press('Enter');
    };
    await page.getByRole('article').filter({ hasText: 'zum zweiten Mal' }).waitFor();
    await keys.press('Shift+M');
    await pickOther();
    await page.getByText('Es ziehen um: 1 Nachricht.').waitFor();
    await keys.press('Control+Enter');
    await heading('Pumpe 88 nicht geliefert');
    await page
      .getByRole('article')
      .filter({ hasText: 'zum zweiten Mal' })
      .filter({ hasText: `aus ${from.numberText}` })
      .waitFor();
    await page.goto(`${server.url}/t/${from.number}`);
    await heading('Pumpe 88 nicht geliefert');
    await page.getByRole('button', { name: 'Zurücknehmen' }).click();
    await page.getByRole('article').filter({ hasText: 'zum zweiten Mal' }).waitFor({ state: 'detached' });

    await page.goto(`${server.url}/tickets/all/${from.id}`);
    await page.getByRole('article').filter({ hasText: 'zum zweiten Mal' }).waitFor();
    await keys.press('Shift+L');
    await pickOther();
    await page.getByLabel('Das andere Ticket ist').selectOption('child');
    await keys.press('Control+Enter');
    await page.getByRole('region', { name: 'Verknüpft' }).getByText('Unterticket').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keys.press('h');
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
    await keys.type('morgen 9');
    await keys.press('Enter');
    await page.getByRole('button', { name: /^geplant bis/i }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keys.press('e');
    await page.getByRole('button', { name: 'Alle zusammen schließen' }).click();
    for (const { id } of [from, into])
      await expect.poll(() => call<{ status: string }>(context, 'GET', `/tickets/${id}`)).toMatchObject({ status: 'closed' });
    await context.close();
  });

  it('makes a view, changes all of it at once by keyboard, takes back what nobody changed since, and shows who is at work', async () => {
    const [context, theirs] = await Promise.all([signedIn(ADMIN), signedIn(COLLEAGUE)]);
    const made = await Promise.all(
      ['Eins', 'Zwei', 'Drei'].map((name) =>
        call<{ id: string }>(context, 'POST', '/tickets', { subject: `Rückruf ${name}`, tags: ['aktion'] }),
      ),
    );
    const page = await open(context, '/tickets/all');
    const keys = page.keyboard;
    await page.getByRole('button', { name: /^Alle Tickets/ }).click();
    await page.getByRole('menuitem', { name: 'Neue Ansicht …' }).click();
    await page.getByLabel('Name').fill('Rückrufaktion');
    await page.getByLabel('Für wen').selectOption('all');
    await page.getByLabel('Feld').selectOption('tag');
    await page.getByLabel('Wert').fill('aktion');
    await keys.press('Enter');
    await page.getByText('3 Tickets passen').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    // Its first answer is overtaken by that to a later question, while the hand is on the list: the rows come all the same.
    let asked = 0;
    await page.route(/\/tickets\?/, async (route) => {
      asked += 1;
      if (asked === 1) {
        await page.getByRole('button', { name: /^Rückrufaktion/ }).focus();
        await call(theirs, 'POST', '/tickets', { subject: 'Dazwischen' });
        await expect.poll(() => asked).toBeGreaterThan(1);
      }
      await route.continue();
    });
    await keys.press('Control+Enter');
    await page.getByRole('heading', { name: 'Rückrufaktion' }).waitFor();
    const rows = page.getByRole('grid', { name: 'Tickets' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(3);
    await page.unrouteAll({ behavior: 'wait' });

    await keys.press('j');
    await keys.press('Shift+ArrowDown');
    await page.getByText('2 gewählt').waitFor();
    await keys.press('Escape');
    await page.getByText('2 gewählt').waitFor({ state: 'hidden' });
    await keys.press('Control+a');
    await page.getByText('3 gewählt').waitFor();
    await keys.press('p');
    await page.getByRole('menuitem', { name: /Priorität 1/ }).waitFor();
    await keys.type('Priorität 1');
    await keys.press('Enter');
    const priorities = () =>
      Promise.all(made.map(({ id }) => call<{ priority: number; version: number }>(context, 'GET', `/tickets/${id}`)));
    await expect.poll(async () => (await priorities()).map(({ priority }) => priority)).toEqual([1, 1, 1]);
    const [first] = await priorities();
    await call(theirs, 'PATCH', `/tickets/${made[0]?.id}`, { version: first?.version, priority: 4 });
    await keys.press('Control+z');
    await page.getByRole('dialog', { name: '1 Ticket behielt, was andere seither geändert haben' }).waitFor();
    expect((await priorities()).map(({ priority }) => priority)).toEqual([4, 3, 3]);
    await keys.press('Escape');

    const other = await open(theirs, `/tickets/all/${made[1]?.id}`);
    await rows.filter({ hasText: 'Miriam Kessler sieht es an' }).waitFor();
    await other.getByRole('textbox', { name: 'Notiz' }).pressSequentially('Ich rufe an');
    await rows.filter({ hasText: 'Miriam Kessler schreibt' }).filter({ hasText: 'Rückruf Zwei' }).waitFor();

    // More than go in one transaction are one change all the same, taken back by one key.
    await Promise.all(
      Array.from({ length: 99 }, (_one, n) => call(context, 'POST', '/tickets', { subject: `Noch einer ${n}`, tags: ['aktion'] })),
    );
    await page.reload();
    await rows.first().waitFor();
    const urgent = async () =>
      (await call<{ items: { priority: number }[] }>(context, 'GET', '/tickets?tag=aktion&limit=200')).items.filter(
        ({ priority }) => priority === 1,
      ).length;
    await keys.press('j');
    await keys.press('Control+a');
    await page.getByText('100 gewählt').waitFor();
    await page.getByRole('button', { name: 'Alle 102 dieser Ansicht' }).focus();
    await keys.press('Enter');
    await page.getByText('102 gewählt').waitFor();
    await keys.press('p');
    await page.getByRole('menuitem', { name: /Priorität 1/ }).waitFor();
    await keys.type('Priorität 1');
    await keys.press('Enter');
    await expect.poll(urgent).toBe(102);
    await page.getByText('102 Tickets').first().waitFor();
    await keys.press('Control+z');
    await expect.poll(urgent).toBe(0);
    await Promise.all([context.close(), theirs.close()]);
  });

  it('tells a misheard number from one nobody was given, and leads to the ticket of a right one', async () => {
    const context = await signedIn(ADMIN);
    const { number } = await call<{ number: string }>(context, 'POST', '/tickets', { subject: 'Anschrift ändern' });
    const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
    const page = await open(context, `/t/${wrong}`);
    await page.getByText('ist eine Ziffer falsch').waitFor();
    await page.goto(`${server.url}/t/${number}`);
    await page.getByRole('heading', { name: 'Anschrift ändern' }).waitFor();
    await context.close();
  });
});
