import { describe, expect, it } from 'vitest';
import { PersonEntity } from '../person.entity.js';
import { PERSON_DEFAULTS } from '../person-fields.js';
import { differingFields, mergedFields } from './merged-fields.js';

const person = (fields: Partial<PersonEntity>) =>
  Object.assign(new PersonEntity(), { ...PERSON_DEFAULTS, givenName: 'Petra', familyName: 'Kurz', notes: '' }, fields);

describe('merged fields', () => {
  it('fill what says nothing, keep what does, and name what would be lost', () => {
    const from = person({ givenName: 'P.', title: 'Dr.', customerNumber: 'K-1', language: 'de' });
    const into = person({ customerNumber: 'K-2', timeZone: 'Europe/Berlin' });
    expect(differingFields(from, into)).toEqual(['name', 'customerNumber']);
    expect(mergedFields(from, into, [])).toMatchObject({ title: 'Dr.', language: 'de', sortName: 'kurz petra' });
    expect(mergedFields(from, into, [])).not.toHaveProperty('customerNumber');
    expect(mergedFields(from, into, ['customerNumber', 'name'])).toMatchObject({
      customerNumber: 'K-1',
      givenName: 'P.',
      familyName: 'Kurz',
    });
  });

  it('keep the words of both, once, and every flag', () => {
    const from = person({ warning: 'Klagt', pinnedNote: 'Sie', notes: 'Alt', isVip: true });
    const into = person({ warning: 'Mahnstufe 2', pinnedNote: 'Bitte Sie', notes: 'Neu' });
    expect(mergedFields(from, into, [])).toMatchObject({
      warning: 'Mahnstufe 2 · Klagt',
      pinnedNote: 'Bitte Sie',
      notes: 'Neu\n\nAlt',
      isVip: true,
    });
  });
});
