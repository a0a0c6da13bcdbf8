import { describe, expect, it } from 'vitest';
import {
  type Addressee,
  fillSnippet,
  greeting,
  openVariables,
  SNIPPET_VARIABLES,
  type SnippetFacts,
  unknownVariables,
} from './snippet-text.js';

const NOBODY = Object.fromEntries(SNIPPET_VARIABLES.map((name) => [name, ''])) as SnippetFacts;
const person: Addressee = { givenName: 'Petra', familyName: 'Kurz', title: 'Dr.', salutation: 'ms', formOfAddress: 'formal' };

describe('a snippet', () => {
  it('is filled with what is known, and keeps between braces what nobody knows', () => {
    const text = '{{salutation}},\nTicket {{ ticket.number }} bis {{tomorrow}}, {{customer.firstName}}.';
    const filled = fillSnippet(text, { ...NOBODY, salutation: 'Guten Tag', 'ticket.number': '00042', tomorrow: '24. November 2026' });
    expect(filled).toBe('Guten Tag,\nTicket 00042 bis 24. November 2026, {{customer.firstName}}.');
    expect(openVariables(filled)).toEqual(['{{customer.firstName}}']);
  });
  it('is not filled twice: what a customer calls themselves is text', () => {
    expect(fillSnippet('{{customer.name}}', { ...NOBODY, 'customer.name': '{{ticket.number}} $&', 'ticket.number': '7' })).toBe(
      '{{ticket.number}} $&',
    );
  });
  it('names what means nothing here, and leaves it alone', () => {
    expect(unknownVariables('{{customer.shoe}} {{customer.shoe}} {{today}}')).toEqual(['customer.shoe']);
    expect(openVariables('{{ handlebars }} and {{customer.shoe}}')).toEqual([]);
  });
});

describe('the opening of a letter', () => {
  it.each([
    [person, 'de', 'Sehr geehrte Frau Dr. Kurz'],
    [{ ...person, salutation: 'mr', title: null }, 'de', 'Sehr geehrter Herr Kurz'],
    [{ ...person, salutation: null }, 'de', 'Guten Tag Dr. Petra Kurz'],
    [{ ...person, formOfAddress: 'informal' }, 'de', 'Hallo Petra'],
    [person, 'en', 'Dear Dr. Kurz'],
    [{ ...person, title: null }, 'en', 'Dear Ms Kurz'],
    [{ ...person, formOfAddress: 'informal', givenName: '' }, 'en', 'Hello'],
    [null, 'de', 'Guten Tag'],
  ] as const)('%o in %s', (given, language, expected) => {
    expect(greeting(given as Addressee | null, language)).toBe(expected);
  });
});
