import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { createPerson, editPerson, getPerson } from '../../shared/contract/people.js';
import { as, type Person } from './console.js';
import { axeViolations } from './looks.js';

/** Merges two people on their page, parts them by key and by button, and finds a merge settled that somebody worked on since; nothing points or clicks. */
export async function mergeByKeyboard(page: Page, url: string, admin: Person): Promise<void> {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const make = (givenName: string, title: string) =>
    as(url, admin, createPerson, { givenName, familyName: 'Zwirner', title, phones: [{ number: '+49 30 9007001' }] });
  const [stays, goes] = [await make('Paula', 'Prof.'), await make('P.', 'Dr.')];
  const titleOf = async () => (await as(url, admin, getPerson, { personId: stays.id })).person.title;
  await page.goto(`${url}/people/${stays.id}`);
  await page.getByRole('heading', { name: 'Paula Zwirner' }).waitFor();
  await press('Shift+M');
  const dialog = page.getByRole('dialog', { name: 'Zusammenführen' });
  await page.locator('[role=dialog] input[role=combobox]:focus').waitFor();
  await page.keyboard.type('p. zwirner');
  await page.getByRole('option', { name: /P\. Zwirner/ }).waitFor();
  await press('ArrowDown', 'Enter');
  await dialog.getByText('geht auf in').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  const choice = dialog.getByRole('group', { name: 'Titel' });
  await choice.getByRole('radio', { checked: true }).focus();
  await press('ArrowDown');
  await choice.getByRole('radio', { name: 'Dr.', checked: true }).waitFor();
  await press('Control+Enter');
  const merged = page.getByRole('region', { name: 'Hier aufgegangen' });
  await merged.waitFor();
  expect(await titleOf()).toBe('Dr.');
  await press('Control+z');
  await merged.waitFor({ state: 'detached' });
  expect(await titleOf()).toBe('Prof.');
  const byHint = async () => {
    const hint = page.getByRole('region', { name: 'Vielleicht dieselbe Person' });
    await hint.getByRole('link', { name: 'Zusammenführen' }).focus();
    await press('Enter');
    await dialog.getByText('geht auf in').waitFor();
    await press('Control+Enter');
    await merged.waitFor();
  };
  await byHint();
  await merged.getByRole('button', { name: 'Trennen' }).focus();
  await press('Enter');
  await merged.waitFor({ state: 'detached' });
  const { person } = await as(url, admin, getPerson, { personId: goes.id });
  expect(person.mergedIntoId).toBeNull();
  // What somebody works on by now stays merged, and the key that wanted it back says so.
  await byHint();
  const { version } = (await as(url, admin, getPerson, { personId: stays.id })).person;
  await as(url, admin, editPerson, { personId: stays.id, version, notes: 'Ruft zurück' });
  await press('Control+z');
  await page.getByText('An der Person wurde seither etwas geändert; die Zusammenführung lässt sich nicht mehr zurücknehmen.').waitFor();
}
