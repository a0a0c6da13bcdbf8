import { describe, expect, it } from 'vitest';
import { goReady } from '../../../shared/contract/agents.js';
import { acceptOffer, pickCall, rejectOffer } from '../../../shared/contract/calls.js';
import { expectAllQuiet, withWorld } from '../support/with-world.js';

describe('an offer', () => {
  it('that rings out puts the agent out of reach and the caller back at the old place, then to the next agent (race 2)', () =>
    withWorld({}, async (world) => {
      const first = await world.agent();
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      const [queued] = await world.rows<{ queued_at: Date }>('SELECT queued_at FROM calls');
      await world.advance(16_000);
      expect(await world.rows('SELECT reach FROM presences WHERE account_id = $1', [first.id])).toEqual([{ reach: 'missed-call' }]);
      expect(await world.call(sid)).toMatchObject({ state: 'QUEUED', visit: 1 });
      expect(await world.rows('SELECT queued_at FROM calls')).toEqual([queued]);
      await expect(first.do(acceptOffer, { callId: id })).rejects.toMatchObject({ status: 409, code: 'OFFER_GONE' });
      const second = await world.agent();
      expect(second.offers()).toHaveLength(1);
      await second.answer(id);
      await world.advance(1000);
      expect(await world.call(sid)).toMatchObject({ state: 'TALKING', agent_id: second.id });
      await first.do(goReady, {});
      expect(await world.rows('SELECT reach FROM presences WHERE account_id = $1', [first.id])).toEqual([{ reach: 'ok' }]);
    }));

  it('that is declined leaves the agent ready, but the same call does not come back at once', () =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      await agent.do(rejectOffer, { callId: id });
      await agent.do(rejectOffer, { callId: id });
      await world.settle();
      expect(await world.call(sid)).toMatchObject({ state: 'QUEUED' });
      expect(await world.rows('SELECT is_routable FROM presences WHERE account_id = $1', [agent.id])).toEqual([{ is_routable: true }]);
      await world.advance(31_000);
      expect(await world.call(sid)).toMatchObject({ state: 'OFFERING' });
      expect(agent.offers()).toHaveLength(2);
    }));

  it('accepted in the moment it rings out has exactly one winner', () =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      world.app.clock.move(15_000);
      const [accepted] = await Promise.allSettled([agent.do(acceptOffer, { callId: id }), world.app.app.runtime.deadlines.fireDue()]);
      await world.settle();
      const [offer] = await world.rows<{ state: string }>('SELECT state FROM offers');
      expect(offer?.state).toBe(accepted.status === 'fulfilled' ? 'ACCEPTED' : 'RONA');
      expect((await world.call(sid)).state).toBe(accepted.status === 'fulfilled' ? 'CONNECTING' : 'QUEUED');
    }));

  it('taken by two at once goes to one; the other gets 409', () =>
    withWorld({}, async (world) => {
      const first = await world.agent({ isReady: false });
      const second = await world.agent({ isReady: false });
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      // Both want it out of turn; the router would like it too.
      const both = await Promise.allSettled([
        first.ready().then(() => first.do(pickCall, { callId: id })),
        second.ready().then(() => second.do(pickCall, { callId: id })),
      ]);
      await world.settle();
      const open = await world.rows<{ agent_id: string }>(`SELECT agent_id FROM offers WHERE state = 'OFFERED'`);
      expect(open).toHaveLength(1);
      expect(both.filter((one) => one.status === 'fulfilled').length).toBeLessThanOrEqual(1);
      const winner = open[0]?.agent_id === first.id ? first : second;
      const loser = winner === first ? second : first;
      await winner.do(acceptOffer, { callId: id });
      await expect(loser.do(acceptOffer, { callId: id })).rejects.toMatchObject({ status: 409, code: 'CALL_ALREADY_TAKEN' });
    }));

  it('whose agent vanishes while it rings goes on to the next agent', () =>
    withWorld({}, async (world) => {
      const first = await world.agent();
      const sid = world.ring();
      await world.settle();
      await first.crash();
      await world.advance(16_000);
      const second = await world.agent();
      expect((await world.call(sid)).state).toBe('OFFERING');
      expect(second.offers()).toHaveLength(1);
      world.carrier.control.hangup(sid);
      await world.advance(2000);
      await expectAllQuiet(world);
    }));

  it('accepted without a voice ever coming fails after twelve seconds and the caller keeps the place', () =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      const { params } = await agent.do(acceptOffer, { callId: id });
      await world.advance(13_000);
      expect(await world.call(sid)).toMatchObject({ state: 'QUEUED', agent_id: null });
      const voice = await agent.connect(params);
      await world.advance(1000);
      expect(await voice.ended).toBeTruthy();
      expect(await world.rows('SELECT is_routable FROM presences WHERE account_id = $1', [agent.id])).toEqual([{ is_routable: false }]);
    }));

  it('accepted twice by two tabs lets one voice in; the nonce is used up and belongs to its agent (race 7)', () =>
    withWorld({}, async (world) => {
      const agent = await world.agent();
      const other = await world.agent({ isReady: false });
      const sid = world.ring();
      await world.settle();
      const { id } = await world.call(sid);
      const { params } = await agent.do(acceptOffer, { callId: id });
      expect((await agent.do(acceptOffer, { callId: id })).params).toEqual(params);
      const thief = await other.connect(params);
      expect(await thief.ended).toBeTruthy();
      await agent.connect(params);
      const first = agent.voice;
      const second = await agent.connect(params);
      await world.advance(1000);
      expect(await second.ended).toBeTruthy();
      expect(await world.call(sid)).toMatchObject({ state: 'TALKING' });
      expect(world.carrier.control.state().legs.some((leg) => leg.sid === first?.sid)).toBe(true);
    }));
});
