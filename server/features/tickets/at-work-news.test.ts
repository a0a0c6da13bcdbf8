import { describe, expect, it } from 'vitest';
import type { WhoIsHere } from '../../../shared/models/tickets.js';
import { atWorkNews } from './at-work-news.js';

const who = (doing: WhoIsHere['doing'], ticketId = 'a') => ({ ticketId, accountId: 'anna', doing });

describe('news for lists', () => {
  it('are what differs from before, and the same again after a while', () => {
    const isNews = atWorkNews();
    expect([isNews(who('looking'), 0), isNews(who('looking'), 8000), isNews(who('looking'), 15_000)]).toEqual([true, false, true]);
    expect([isNews(who('writing'), 15_001), isNews(who('gone'), 15_002), isNews(who('gone'), 15_003)]).toEqual([true, true, false]);
  });

  it('are few of somebody who never rests, but that they left is told', () => {
    const isNews = atWorkNews();
    const flips = Array.from({ length: 5000 }, (_, n) => isNews(who(n % 2 === 0 ? 'looking' : 'writing'), n)).filter(Boolean);
    expect(flips).toHaveLength(40);
    expect([isNews(who('looking', 'b'), 5000), isNews(who('gone'), 5001), isNews(who('gone'), 5002)]).toEqual([false, true, false]);
    const ends = Array.from({ length: 500 }, (_, n) => isNews(who(n % 2 === 0 ? 'looking' : 'gone'), 5003 + n)).filter(Boolean);
    expect(ends).toEqual([]);
    expect(isNews(who('looking'), 10_000)).toBe(true);
    expect(isNews({ ...who('looking'), accountId: 'ben' }, 5000)).toBe(true);
  });
});
