import type { QueueHistory } from '../../../shared/models/live';

type Series = Exclude<keyof QueueHistory, 'queueId'>;

/** The sum of one series over queues, minute by minute; empty without queues. */
export function sumSeries(histories: readonly QueueHistory[], key: Series): number[] {
  return (histories[0]?.[key] ?? []).map((_, minute) => histories.reduce((sum, one) => sum + (one[key][minute] ?? 0), 0));
}

/** Part ÷ whole at the end of each minute, from the first minute in which there was a whole: before it there is nothing to draw. */
export function shares(parts: readonly number[], wholes: readonly number[]): number[] {
  const first = wholes.findIndex((whole) => whole > 0);
  return first < 0 ? [] : wholes.slice(first).map((whole, index) => (whole === 0 ? 0 : (parts[first + index] ?? 0) / whole));
}

/** The history of the board's tiles: how its figures of today, and the waiting, stood in each of the last 60 minutes. */
export function tileCourses(histories: readonly QueueHistory[]): {
  waiting: number[];
  level: number[];
  abandoned: number[];
  wait: number[];
} {
  const answered = sumSeries(histories, 'answered');
  const abandoned = sumSeries(histories, 'abandoned');
  const counted = answered.map((n, minute) => n + (abandoned[minute] ?? 0));
  return {
    waiting: sumSeries(histories, 'waiting'),
    level: shares(sumSeries(histories, 'inTime'), counted),
    abandoned: shares(abandoned, counted),
    wait: shares(sumSeries(histories, 'answeredWait'), answered),
  };
}
