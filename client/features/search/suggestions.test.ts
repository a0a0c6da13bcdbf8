import { describe, expect, it } from 'vitest';
import { suggestionsFor, withSuggestion } from './suggestions';

const words = {
  operators: ['from', 'status', 'subject'],
  values: { status: ['open', 'solved'], owner: ['me', 'Anna Albers'], has: ['attachment'], after: ['7d'], before: ['7d'], team: [] },
};
const labels = (query: string) => suggestionsFor(query, words).map(({ label }) => label);

describe('suggestions', () => {
  it('offer operators that begin like the last word, then their values', () => {
    expect(labels('invoice s')).toEqual(['status:', 'subject:']);
    expect(labels('invoice status:')).toEqual(['open', 'solved']);
    expect(labels('status:so')).toEqual(['solved']);
    expect(labels('besitzer:an')).toEqual(['Anna Albers']);
  });
  it('offer nothing for an empty search, in a phrase, and for what is complete or unknown', () => {
    for (const query of ['', '"in s', 'status:open', 'foo:b', 'xyz']) expect(labels(query), query).toEqual([]);
  });
  it('are put in place of the last word', () => {
    const put = (query: string) => withSuggestion(query, suggestionsFor(query, words)[0] ?? { text: '', label: '' });
    expect(put('invoice -sta')).toBe('invoice -status:');
    expect(put('invoice status:so')).toBe('invoice status:solved ');
    expect(put('owner:ann')).toBe('owner:"Anna Albers" ');
  });
});
