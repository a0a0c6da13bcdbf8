import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../../server/carrier/index.js';
import { hangUpCall, holdCall } from '../../../shared/contract/calls.js';
import { expectAllQuiet, talking, withWorld } from '../support/with-world.js';

const FAULTS: FaultKind[] = ['rest-429', 'rest-500', 'rest-503', 'rest-html-502', 'rest-reset', 'rest-timeout-after-commit'];

describe('asking the carrier', () => {
  it.each(FAULTS)('to fetch the caller goes on after %s', (kind) =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      world.carrier.control.fault({ kind, count: 2 });
      await agent.answer(id);
      await world.advance(15_000);
      const call = await world.call(sid);
      expect(call).toMatchObject({ state: 'TALKING', agent_id: agent.id });
    }),
  );

  it.each(FAULTS)('to hang up goes on after %s (race 6)', (kind) =>
    withWorld({}, async (world) => {
      const { agent, sid, callId } = await talking(world);
      world.carrier.control.fault({ kind, count: 2 });
      await agent.do(hangUpCall, { callId });
      expect((await world.call(sid)).state).toBe('WRAPUP');
      await world.advance(15_000);
      await agent.finish(callId);
      await world.advance(6000);
      await expectAllQuiet(world);
    }),
  );

  it('to hold fails for good: the agent sees it on the call and may ask again', () =>
    withWorld({}, async (world) => {
      const { agent, sid, callId } = await talking(world);
      world.carrier.control.fault({ kind: 'rest-500', match: { method: 'POST', path: 'Participants' } });
      expect(await agent.do(holdCall, { callId })).toMatchObject({ state: 'TALKING', isHoldWanted: true });
      await world.advance(10_000);
      const told = agent.socket?.events
        .flatMap((event) => (event.type === 'call.changed' && 'state' in event.payload ? [event.payload] : []))
        .at(-1);
      expect(told).toMatchObject({ state: 'TALKING', isHoldWanted: false });
      world.carrier.control.clearFaults();
      await agent.do(holdCall, { callId });
      await world.advance(1000);
      expect((await world.call(sid)).state).toBe('HELD');
    }));

  it('finds a queue that lost the caller and takes the leg itself', () =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      world.carrier.control.fault({ kind: 'rest-404', match: { path: 'Members' }, count: 1 });
      await agent.answer(id);
      await world.advance(2000);
      expect((await world.call(sid)).state).toBe('TALKING');
    }));

  it('whether the caller is in the room gets no answer: asked again, and nobody is taken out of the room they talk in', () =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      // Past the comparison at the start, which would notice the lost word.
      await world.advance(5000);
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      world.carrier.control.fault({ kind: 'webhook-drop', match: { url: '/cb/conference', CallSid: sid } });
      world.carrier.control.fault({ kind: 'rest-503', match: { method: 'GET', path: `Participants/${sid}` }, count: 2 });
      await agent.answer(id);
      await world.advance(15_000);
      expect(await world.call(sid)).toMatchObject({ state: 'TALKING', visit: 1 });
      expect(world.carrier.control.trace().filter((one) => one.kind === 'participant-leave' && one.callSid === sid)).toEqual([]);
    }));
});
