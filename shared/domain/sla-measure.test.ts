import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen } from './business-hours.js';
import { type SlaClock, type SlaFact, slaClocks, stateSpans } from './sla-clocks.js';
import { readClock, type SlaHours } from './sla-measure.js';
import type { TicketState } from './ticket-status.js';

const HOUR = 3_600_000;
const HOURS: SlaHours = {
  zone: 'Europe/Berlin',
  week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day > 5 ? [] : [{ from: 540, to: 1020 }])),
  exceptions: { '2026-12-25': [] },
  names: { '2026-12-25': 'Weihnachten' },
};
const at = (text: string) => new Date(`${text}+01:00`).getTime();
const customer = (text: string): SlaFact => ({ at: at(text), kind: 'customer' });
const answer = (text: string): SlaFact => ({ at: at(text), kind: 'answer' });
const state = (text: string, to: TicketState): SlaFact => ({ at: at(text), kind: 'state', state: to });
function read(facts: SlaFact[], target: SlaClock['target'], now: string) {
  const clock = slaClocks(facts[0]?.at ?? 0, facts).find((one) => one.target === target);
  if (!clock) return null;
  const reading = readClock({ clock, hours: HOURS, spans: stateSpans(facts), warnMs: 3 * HOUR, targetMs: 4 * HOUR }, at(now));
  return { ...reading, clock };
}

describe('the clocks of a ticket', () => {
  it('owe the first answer once, the next from the first thing said since, and the settling anew from a reopening', () => {
    const facts = [state('2026-11-23T10:00', 'new'), customer('2026-11-23T10:00'), answer('2026-11-23T11:00')];
    const more = [...facts, customer('2026-11-24T09:30'), customer('2026-11-24T10:30')];
    expect(slaClocks(at('2026-11-23T10:00'), more).map(({ target, startedAt, stoppedBy }) => [target, startedAt, stoppedBy])).toEqual([
      ['resolution', at('2026-11-23T10:00'), null],
      ['first-response', at('2026-11-23T10:00'), 'answered'],
      ['next-response', at('2026-11-24T09:30'), null],
    ]);
    const ended = [...more, state('2026-11-24T11:00', 'solved')];
    expect(slaClocks(at('2026-11-23T10:00'), ended).map(({ stoppedBy }) => stoppedBy)).toEqual(['ended', 'answered', 'ended']);
    const again = [...ended, state('2026-11-25T11:00', 'open')];
    expect(slaClocks(at('2026-11-23T10:00'), again)[0]).toMatchObject({ startedAt: at('2026-11-25T11:00'), stoppedAt: null });
  });

  it('explain a weekend, a holiday and the wait for the customer, and are due in counted time', () => {
    const facts = [state('2026-12-24T16:00', 'open'), state('2026-12-28T10:00', 'waiting-customer'), state('2026-12-28T11:00', 'open')];
    const reading = read(facts, 'resolution', '2026-12-28T11:30');
    expect(reading?.stretches.map(({ from, rule, name }) => [new Date(from).toISOString(), rule, name])).toEqual([
      ['2026-12-24T15:00:00.000Z', 'counted', null],
      ['2026-12-24T16:00:00.000Z', 'outside-hours', null],
      ['2026-12-24T23:00:00.000Z', 'day-off', 'Weihnachten'],
      ['2026-12-25T23:00:00.000Z', 'outside-hours', null],
      ['2026-12-28T08:00:00.000Z', 'counted', null],
      ['2026-12-28T09:00:00.000Z', 'waiting-customer', null],
      ['2026-12-28T10:00:00.000Z', 'counted', null],
    ]);
    expect([reading?.warnAt, reading?.dueAt]).toEqual([at('2026-12-28T12:00'), at('2026-12-28T13:00')]);
  });

  it('stand still while the customer has to act, and are due no sooner than they were', () => {
    const facts = [state('2026-11-23T10:00', 'open'), state('2026-11-23T11:00', 'waiting-customer')];
    expect(read(facts, 'resolution', '2026-11-23T15:00')).toMatchObject({ isPaused: true, dueAt: null, countedMs: HOUR });
    const planned = [state('2026-11-23T09:00', 'open'), customer('2026-11-23T09:00'), state('2026-11-23T10:00', 'planned')];
    expect(read(planned, 'first-response', '2026-11-23T11:00')).toMatchObject({ isPaused: false, dueAt: at('2026-11-23T13:00') });
    expect(read(planned, 'resolution', '2026-11-23T11:00')).toMatchObject({ isPaused: true, dueAt: null });
  });

  it('are judged without walking the years since they broke', () => {
    const startedAt = at('2022-11-23T10:00');
    const clock: SlaClock = { target: 'resolution', startedAt, stoppedAt: null, stoppedBy: null };
    const measure = { clock, hours: HOURS, spans: [], warnMs: 3 * HOUR, targetMs: 4 * HOUR };
    const brief = readClock({ ...measure, isBrief: true }, at('2026-11-23T10:00'));
    expect([brief.dueAt, brief.stretches.length]).toEqual([at('2022-11-23T14:00'), 1]);
    expect(readClock(measure, at('2026-11-23T10:00')).stretches.length).toBeGreaterThan(2000);
  });

  const states = fc.constantFrom<TicketState>('new', 'open', 'waiting-customer', 'waiting-internal', 'planned', 'solved', 'closed');
  // Around the change of clocks at the end of October.
  const instant = fc.integer({ min: 0, max: 6 * 24 * 12 }).map((step) => Date.UTC(2026, 9, 22) + step * 300_000);
  const fact = fc.oneof(
    fc.record({ at: instant, kind: fc.constantFrom('customer' as const, 'answer' as const) }),
    fc.record({ at: instant, kind: fc.constant('state' as const), state: states }),
  );

  it('cover their whole time with stretches, agree with a count of minutes, and only grow with time', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 12 }), instant, (facts, now) => {
        const created = Math.min(now, ...facts.map((one) => one.at));
        const known: SlaFact[] = [{ at: created, kind: 'state', state: 'new' }, ...facts.filter((one) => one.at <= now)];
        for (const clock of slaClocks(created, known)) {
          const measure = { clock, hours: HOURS, spans: stateSpans(known), warnMs: HOUR, targetMs: 2 * HOUR };
          const reading = readClock(measure, now);
          const until = clock.stoppedAt ?? now;
          expect(reading.stretches.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(until - clock.startedAt);
          const still = clock.target === 'resolution' ? ['waiting-customer', 'planned'] : ['waiting-customer'];
          let counted = 0;
          for (let minute = clock.startedAt; minute < until; minute += 300_000) {
            const span = measure.spans.find(({ from, to }) => from <= minute && (to === null || to > minute));
            if (isOpen(HOURS, minute) && !still.includes(span?.state ?? '')) counted += 300_000;
          }
          expect(reading.countedMs).toBe(counted);
          const brief = readClock({ ...measure, isBrief: true }, now);
          expect([brief.warnAt, brief.dueAt, brief.isPaused]).toEqual([reading.warnAt, reading.dueAt, reading.isPaused]);
          if (reading.dueAt === null || reading.dueAt > until) expect(brief.countedMs).toBe(counted);
          const later = readClock(measure, now + HOUR);
          expect(later.countedMs).toBeGreaterThanOrEqual(reading.countedMs);
          if (reading.dueAt !== null) expect(later.dueAt).toBe(reading.dueAt);
          if (reading.dueAt !== null) expect(reading.dueAt <= until).toBe(reading.countedMs >= measure.targetMs);
        }
      }),
      { numRuns: 150 },
    );
  });
});
