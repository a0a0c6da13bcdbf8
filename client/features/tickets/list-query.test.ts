import { describe, expect, it } from 'vitest';
import { isNarrowed, listInput, readListQuery, viewOf, writeListQuery } from './list-query';

const ID = '018f2f7e-0000-7000-8000-000000000001';

describe('the list in the address', () => {
  it('reads what it wrote', () => {
    const query = readListQuery('team', {
      status: 'open,planned',
      priority: '2',
      ownerId: ID,
      q: 'Rechnung',
      sort: 'priority',
      tag: 'bank',
      quiet: '1',
    });
    expect(listInput(query)).toMatchObject({ isQuiet: true });
    expect(query).toMatchObject({
      status: ['open', 'planned'],
      priority: 2,
      ownerId: ID,
      search: 'Rechnung',
      sort: 'priority',
      tag: 'bank',
    });
    expect(readListQuery('team', writeListQuery(query))).toEqual(query);
  });
  it('leaves out what does not fit instead of failing', () => {
    const query = readListQuery('mine', { status: 'gone', priority: '9', ownerId: 'x', sort: 'luck', kind: ['fault', 'order'] });
    expect(writeListQuery(query)).toEqual({});
    expect(isNarrowed(query)).toBe(false);
  });
  it('asks the server for what is set only', () => {
    expect(listInput(readListQuery('all', { personId: ID }))).toEqual({ view: 'all', personId: ID });
    expect(listInput(readListQuery(ID, { sort: 'quiet' }))).toEqual({ savedViewId: ID, sort: 'quiet' });
  });
  it('knows its views', () => {
    expect(viewOf('waiting')).toBe('waiting');
    expect(viewOf('people')).toBeNull();
    expect(viewOf(ID)).toBe(ID);
  });
});
