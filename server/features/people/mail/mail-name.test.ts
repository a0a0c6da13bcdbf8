import { describe, expect, it } from 'vitest';
import { readMailName } from './mail-name.js';

describe('readMailName', () => {
  it.each([
    ['Petra Kurz', null, 'Petra', 'Kurz'],
    ['Kurz, Petra', null, 'Petra', 'Kurz'],
    ['"Kurz, Petra (Einkauf)"', null, 'Petra', 'Kurz'],
    ['Dr. Petra von Kurz', 'Dr.', 'Petra', 'von Kurz'],
    ['Prof. Dr. Anna Lena Weber', 'Prof. Dr.', 'Anna Lena', 'Weber'],
    ['Petra Kurz | Nordlicht GmbH', null, 'Petra', 'Kurz'],
    ['Petra Kurz via Formular', null, 'Petra', 'Kurz'],
    ['Nordlicht GmbH', null, '', 'Nordlicht GmbH'],
    ['Amazon.de Kundenservice', null, '', 'Amazon.de Kundenservice'],
    ['Petra', null, '', 'Petra'],
    ['petra.kurz@example.org', null, 'Petra', 'Kurz'],
    ['', null, 'Jo', 'Lang'],
    ['***', null, 'Jo', 'Lang'],
  ])('reads %j', (display, title, givenName, familyName) => {
    expect(readMailName(display, 'jo.lang@example.org')).toEqual({ title, givenName, familyName });
  });

  it('takes the address when it tells no name', () => {
    expect(readMailName('', 'x77@example.org')).toEqual({ title: null, givenName: '', familyName: 'x77@example.org' });
  });
});
