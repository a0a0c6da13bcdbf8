import { describe, expect, it } from 'vitest';
import { expectCountedInEveryQueue } from './expect-counted.js';
import { RandomDay } from './random-day.js';
import { expectAllQuiet, storyOf } from './with-world.js';

/** 40 in every run; `npm run test:days -- 200` asks for more, `RINGBACK_DAYS=41-80` for those. `RINGBACK_DAY` lives one seed alone. */
const one = process.env['RINGBACK_DAY'];
const [low = 1, high = low] = (one ?? process.env['RINGBACK_DAYS'] ?? '1-40').split('-').map(Number);
const seeds = Array.from({ length: high - low + 1 }, (_, n) => low + n);

/** Lives every `of`th day, from number `nth` on: the files that call this run beside each other. */
export function liveDays(nth: number, of: number): void {
  const mine = seeds.filter((seed) => seed % of === nth % of);
  describe.runIf(mine.length > 0)('a random day', () => {
    it.each(mine)(
      'number %i accounts for every call exactly once and leaves nobody and nothing behind',
      async (seed) => {
        const day = await RandomDay.live(seed);
        const { world } = day;
        try {
          await expectAllQuiet(world);
          await expectCountedInEveryQueue(world);
          const calls = await world.rows<{ provider_sid: string; outcome: string; answered_at: Date | null; ticket_id: string | null }>(
            'SELECT provider_sid, outcome, answered_at, ticket_id FROM calls',
          );
          expect(calls.map((call) => call.provider_sid).sort()).toEqual([...day.callers].sort());
          expect(calls.filter((call) => (call.answered_at !== null) !== (call.outcome === 'answered'))).toEqual([]);
          // Whoever was spoken with has a ticket and one entry in the history; whoever was not has neither, but a debt.
          expect(calls.filter((call) => (call.ticket_id !== null) !== (call.outcome === 'answered'))).toEqual([]);
          const [history] = await world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM interactions WHERE kind = 'call'`);
          expect(history?.n).toBe(calls.filter((call) => call.outcome === 'answered').length);
          const debts = await world.rows<{ call: string }>('SELECT unnest(call_ids) AS call FROM lost_calls');
          expect(debts.length).toBe(calls.filter((call) => call.outcome !== 'answered').length);
          // No promise is forgotten: each one on a desk that is done became a task, once.
          const promised = await world.rows(`SELECT id FROM call_desks WHERE state = 'done' AND next_step ? 'promise'`);
          expect(promised).toEqual([]);
          const [doubled] = await world.rows<{ n: number }>(
            `SELECT count(*)::int AS n FROM (SELECT call_id FROM tasks WHERE kind = 'promise' GROUP BY call_id HAVING count(*) > 1) AS twice`,
          );
          expect(doubled?.n).toBe(0);
          expect(
            await world.rows(`SELECT dedupe_key, result FROM webhook_receipts WHERE state IN ('PENDING', 'PARKED', 'FAILED')`),
          ).toEqual([]);
          expect(await world.rows(`SELECT kind, last_error FROM deadlines WHERE last_error IS NOT NULL`)).toEqual([]);
          const violations = world.carrier.control.invariants();
          expect(await Promise.all(violations.map(async (one) => ({ ...one, story: await storyOf(world, one.callSid) })))).toEqual([]);
        } finally {
          await world.close();
        }
      },
      300_000,
    );
  });
}
