import { describe, expect, it } from 'vitest';
import { draftOf, emptyPhone, inputOf, phonesOf } from './person-draft';

const noNames = () => '';

describe('draftOf', () => {
  it('takes the name from what was typed into the search', () => {
    expect(draftOf(null, ' Petra  Maria Kurz ', noNames)).toMatchObject({ givenName: 'Petra Maria', familyName: 'Kurz' });
    expect(draftOf(null, '', noNames)).toMatchObject({ givenName: '', familyName: '', kind: 'customer', formOfAddress: 'formal' });
  });
});

describe('inputOf', () => {
  it('sends nothing for empty texts and lines', () => {
    const draft = { ...draftOf(null, 'Kurz', noNames), title: '  ', warning: ' Zahlt nicht ', mails: [{ id: null, address: ' ' }] };
    expect(inputOf(draft, null)).toMatchObject({
      familyName: 'Kurz',
      title: null,
      warning: 'Zahlt nicht',
      phones: [],
      mails: [],
      language: null,
      preferredHours: null,
    });
  });

  it('keeps the identity of numbers and gives new ones none', () => {
    const draft = {
      ...draftOf(null, 'Kurz', noNames),
      phones: [emptyPhone(), { ...emptyPhone(), id: 'x', number: ' 030 1 ' }, { ...emptyPhone(), number: '030 2' }],
    };
    expect(phonesOf(draft).map((phone) => phone.number)).toEqual([' 030 1 ', '030 2']);
    expect(inputOf(draft, null).phones).toEqual([
      { id: 'x', number: '030 1', kind: 'work', validFrom: null, validUntil: null },
      { number: '030 2', kind: 'work', validFrom: null, validUntil: null },
    ]);
  });
});
