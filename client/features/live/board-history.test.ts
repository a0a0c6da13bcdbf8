import { describe, expect, it } from 'vitest';
import type { QueueHistory } from '../../../shared/models/live';
import { shares, sumSeries, tileCourses } from './board-history';

const history = (queueId: string, some: Partial<QueueHistory>): QueueHistory => ({
  queueId,
  waiting: [0, 0, 0],
  offered: [0, 0, 0],
  answered: [0, 0, 0],
  abandoned: [0, 0, 0],
  inTime: [0, 0, 0],
  answeredWait: [0, 0, 0],
  ...some,
});

describe('the history of the tiles', () => {
  it('adds queues minute by minute', () => {
    expect(sumSeries([history('a', { waiting: [1, 2, 3] }), history('b', { waiting: [4, 0, 1] })], 'waiting')).toEqual([5, 2, 4]);
    expect(sumSeries([], 'waiting')).toEqual([]);
  });
  it('draws a share from the first minute that has one', () => {
    expect(shares([0, 1, 1], [0, 2, 4])).toEqual([0.5, 0.25]);
    expect(shares([0, 0, 0], [0, 0, 0])).toEqual([]);
  });
  it('weighs queues by their calls, as the figures do', () => {
    const courses = tileCourses([
      history('a', { answered: [0, 1, 3], abandoned: [0, 0, 1], inTime: [0, 1, 3], answeredWait: [0, 4, 30] }),
      history('b', { answered: [0, 0, 1], abandoned: [0, 1, 1], answeredWait: [0, 0, 50] }),
    ]);
    expect(courses).toEqual({ waiting: [0, 0, 0], level: [0.5, 3 / 6], abandoned: [0.5, 2 / 6], wait: [4, 80 / 4] });
  });
});
