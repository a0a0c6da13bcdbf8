import { describe, expect, it } from 'vitest';
import { acceptOffer } from '../../../shared/contract/calls.js';
import { expectAllQuiet, talking, withWorld } from '../support/with-world.js';

describe('a caller who hangs up', () => {
  it('while waiting is abandoned, short when under five seconds, and leaves one debt for both', () =>
    withWorld({}, async (world) => {
      world.ring('+4915112345678', { hangupAfterMs: 3000 });
      await world.advance(4000);
      world.ring('+4915112345678', { hangupAfterMs: 30_000 });
      await world.advance(31_000);
      const calls = await world.rows(`SELECT outcome, state, agent_id, ticket_id FROM calls ORDER BY arrived_at`);
      expect(calls).toEqual([
        { outcome: 'short-abandoned', state: 'ENDED', agent_id: null, ticket_id: null },
        { outcome: 'abandoned', state: 'ENDED', agent_id: null, ticket_id: null },
      ]);
      expect(await world.rows('SELECT state, cardinality(call_ids) AS calls FROM lost_calls')).toEqual([{ state: 'open', calls: 2 }]);
      expect(await world.rows('SELECT id FROM tickets')).toEqual([]);
      await expectAllQuiet(world);
    }));

  it('while it rings closes the card at once and the agent is free', () =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const sid = world.ring('+4915112345678', { hangupAfterMs: 4000 });
      await world.advance(5000);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'short-abandoned' });
      const closed = await agent.socket?.next('offer.closed');
      expect(closed?.payload).toMatchObject({ end: 'RESCINDED' });
      await expectAllQuiet(world);
    }));

  it('between accept and the voice frees the agent without wrap-up (race 1)', () =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      const { params } = await agent.do(acceptOffer, { callId: id });
      world.carrier.control.hangup(sid);
      await world.settle();
      await agent.connect(params);
      await world.advance(1000);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', end_reason: 'abandoned-at-connect' });
      await expectAllQuiet(world);
    }));

  it('in the moment of the dequeue is told from 404 and fetched (race 1)', () =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      // The word that the caller is gone comes late: only the dequeue finds out.
      world.carrier.control.fault({ kind: 'webhook-delay', match: { url: '/cb/call' }, ms: 20_000 });
      world.carrier.control.fault({ kind: 'webhook-delay', match: { url: '/dequeued' }, ms: 20_000 });
      const { params } = await agent.do(acceptOffer, { callId: id });
      world.carrier.control.hangup(sid);
      await agent.connect(params);
      await world.advance(1000);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', end_reason: 'abandoned-at-connect' });
      await world.advance(30_000);
      await expectAllQuiet(world);
    }));

  it.each([
    ['of the caller’s coming', 'participant-join'],
    ['of all they did in the room', undefined],
  ])('after a short talk counts as answered and is written up although the word %s was lost', (_which, lost) =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const sid = world.ring('+4915112345678', { talkMs: 1500 });
      await world.settle();
      const { id } = await world.call(sid);
      const { params } = await agent.do(acceptOffer, { callId: id });
      const ofCaller = { url: '/cb/conference', CallSid: sid };
      world.carrier.control.fault({ kind: 'webhook-drop', match: lost === undefined ? ofCaller : { ...ofCaller, event: lost } });
      await agent.connect(params);
      await world.advance(5000);
      expect(await world.call(sid)).toMatchObject({ state: 'WRAPUP', outcome: 'answered' });
    }),
  );

  it('after a talk that began and ended while we were down counts as answered, whoever of the two is looked at first', () =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const sid = world.ring('+4915112345678', { talkMs: 4500 });
      await world.settle();
      const { id } = await world.call(sid);
      const { params } = await agent.do(acceptOffer, { callId: id });
      world.carrier.control.fault({ kind: 'webhook-drop', match: { url: '/cb/conference', CallSid: sid } });
      await agent.connect(params);
      expect(await world.call(sid)).toMatchObject({ state: 'BRIDGING' });
      // The agent was heard of longer ago than the caller: whoever is looked at in that order finds the agent gone first.
      await world.rows(`UPDATE legs SET version = version + 1, last_event_at = last_event_at - interval '1 minute' WHERE role = 'agent'`);
      const next = await world.restart(330_000);
      await next.advance(20_000);
      expect(await next.call(sid)).toMatchObject({ outcome: 'answered', visit: 1 });
      await next.advance(60_000);
      await expectAllQuiet(next);
      await next.close({ keepsCarrier: true });
    }));

  it('while talking, while held and in the room after the agent left ends in wrap-up exactly once', () =>
    withWorld({}, async (world) => {
      const { agent, sid, callId } = await talking(world);
      world.carrier.control.hangup(sid);
      await world.advance(1000);
      expect(await world.call(sid)).toMatchObject({ state: 'WRAPUP', end_reason: 'caller-hung-up' });
      await agent.finish(callId);
      await world.advance(6000);
      await expectAllQuiet(world);
    }));
});
