import { describe, expect, it } from 'vitest';
import { expectAllQuiet, withWorld } from '../../voice/support/with-world.js';

const words = (text: string) => ({ text, recordingId: null });

describe('a caller who cannot be served', () => {
  it('hears that the queue is closed and is counted as led elsewhere', () =>
    withWorld({ queue: { hours: [], closedPath: { action: 'hang-up', announcement: words('Wir haben geschlossen.') } } }, async (world) => {
      const sid = world.ring();
      await world.settle();
      expect(await world.call(sid)).toMatchObject({ state: 'OVERFLOW', outcome: 'flow-out', end_reason: 'closed' });
      await world.advance(30_000);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'flow-out', end_reason: 'closed' });
      await expectAllQuiet(world);
    }));

  it('is turned away when the queue is full, and waits where the queue says so', () =>
    withWorld(
      { queue: { maxWaiting: 1, fullPath: { action: 'hang-up', announcement: words('Alle Plätze sind besetzt.') } } },
      async (world) => {
        const first = world.ring('+4915100000001');
        await world.settle();
        const second = world.ring('+4915100000002');
        await world.settle();
        expect((await world.call(first)).state).toBe('QUEUED');
        expect(await world.call(second)).toMatchObject({ end_reason: 'full', outcome: 'flow-out' });
      },
    ));

  it('is told when nobody is signed in, if the queue wants that', () =>
    withWorld({ queue: { nobodyPath: { action: 'hang-up', announcement: words('Es ist niemand da.') } } }, async (world) => {
      const alone = world.ring('+4915100000001');
      await world.settle();
      expect(await world.call(alone)).toMatchObject({ end_reason: 'nobody' });
      await world.agent();
      const served = world.ring('+4915100000002');
      await world.settle();
      expect((await world.call(served)).state).toBe('OFFERING');
    }));

  it('is let go after the longest wait, but not while it rings', () =>
    withWorld(
      { queue: { maxWaitSeconds: 20, maxWaitPath: { action: 'hang-up', announcement: words('Bitte später.') } } },
      async (world) => {
        const sid = world.ring();
        await world.advance(10_000);
        await world.agent();
        await world.advance(11_000);
        expect((await world.call(sid)).state).toBe('OFFERING');
        await world.advance(30_000);
        expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'flow-out', end_reason: 'max-wait' });
        await expectAllQuiet(world);
      },
    ));

  describe('and is forwarded to another number', () => {
    const DOCTOR = '+4930111001';
    const closed = { hours: [], closedPath: { action: 'forward' as const, number: DOCTOR, announcement: words('Wir verbinden.') } };

    it.each([
      ['who answers and hangs up', 20_000, 600_000],
      ['who answers, until the caller hangs up', 600_000, 40_000],
    ])('%s: nothing is owed', (_who, talkMs, hangupAfterMs) =>
      withWorld({ queue: closed }, async (world) => {
        world.carrier.control.behave(DOCTOR, { kind: 'answer', afterMs: 5000, script: { talkMs } });
        const sid = world.ring('+4915100000001', { hangupAfterMs });
        await world.advance(60_000);
        expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'flow-out', end_reason: 'forwarded' });
        expect(await world.rows('SELECT state FROM lost_calls')).toEqual([]);
        await expectAllQuiet(world);
      }),
    );

    it('who does not answer: the call is owed', () =>
      withWorld({ queue: closed }, async (world) => {
        world.carrier.control.behave(DOCTOR, { kind: 'busy' });
        const sid = world.ring('+4915100000001');
        await world.advance(60_000);
        expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'flow-out', end_reason: 'closed' });
        expect(await world.rows('SELECT state FROM lost_calls')).toEqual([{ state: 'open' }]);
      }));

    it('who answered, as we hear after the end: only this call is owed no more', () =>
      withWorld({ queue: closed }, async (world) => {
        world.carrier.control.behave(DOCTOR, { kind: 'busy' });
        const first = world.ring('+4915100000001');
        await world.advance(60_000);
        world.carrier.control.behave(DOCTOR, { kind: 'answer', afterMs: 5000, script: { talkMs: 600_000 } });
        world.carrier.control.fault({ kind: 'webhook-delay', match: { url: '/cb/call?i=' }, ms: 60_000, count: 2 });
        const second = world.ring('+4915100000001', { hangupAfterMs: 30_000 });
        await world.advance(40_000);
        const owed = () => world.rows<{ calls: string[] }>(`SELECT call_ids AS calls FROM lost_calls WHERE state = 'open'`);
        expect((await owed())[0]?.calls).toHaveLength(2);
        await world.advance(60_000);
        expect(await world.call(second)).toMatchObject({ state: 'ENDED', end_reason: 'forwarded' });
        expect(await owed()).toEqual([{ calls: [(await world.call(first)).id] }]);
      }));
  });

  it('with a withheld number is nobody’s, each for himself', () =>
    withWorld({}, async (world) => {
      for (let n = 0; n < 2; n++) world.ring('+4915112345678', { withheld: true, hangupAfterMs: 8000 });
      await world.advance(9000);
      expect(await world.rows('SELECT from_number, match FROM calls')).toEqual([
        { from_number: null, match: 'none' },
        { from_number: null, match: 'none' },
      ]);
      expect(await world.rows('SELECT id FROM lost_calls')).toHaveLength(2);
    }));
});
