import { describe, expect, it } from 'vitest';
import { getDesk, saveNote, unfinishedCalls } from '../../../shared/contract/call-desk.js';
import { acceptOffer, activeCall, hangUpCall } from '../../../shared/contract/calls.js';
import { expectAllQuiet, talking, withWorld } from '../support/with-world.js';

describe('an agent whose voice is lost', () => {
  it('comes back on any device within twenty seconds; the caller heard music meanwhile', () =>
    withWorld({}, async (world) => {
      const { agent, sid, callId } = await talking(world);
      await agent.crash();
      await world.advance(3000);
      expect((await world.call(sid)).state).toBe('AGENT_LOST');
      const room = world.carrier.control.state().conferences[0];
      expect(room?.participants.find((one) => one.label === 'customer')?.hold).toBe(true);

      await agent.open();
      const mine = await agent.do(activeCall, {});
      expect(mine).toMatchObject({ mayRejoin: true, call: { id: callId } });
      await agent.rejoin(callId);
      await world.advance(1000);
      expect(await world.call(sid)).toMatchObject({ state: 'TALKING', agent_id: agent.id, visit: 1 });
      expect(world.carrier.control.state().conferences[0]?.participants.find((one) => one.label === 'customer')?.hold).toBe(false);
      await agent.do(hangUpCall, { callId });
      await agent.finish(callId);
      await world.advance(8000);
      await expectAllQuiet(world);
    }));

  it('does not come back: the caller goes to the front with the notes typed so far, and the next agent goes on with them', () =>
    withWorld({}, async (world) => {
      const { agent, sid, callId } = await talking(world);
      await agent.do(saveNote, { callId, note: 'Rechnung 4711 doppelt', revision: 1 });
      await agent.crash();
      world.ring('+4915100000001');
      await world.advance(30_000);
      expect(await world.call(sid)).toMatchObject({ state: 'QUEUED', is_front: true, visit: 2, agent_id: null });
      const next = await world.agent();
      const [offer] = next.offers();
      expect(offer?.callId).toBe(callId);
      await next.answer(callId);
      await world.advance(1000);
      expect(await world.call(sid)).toMatchObject({ state: 'TALKING', agent_id: next.id, outcome: 'answered' });
      expect(await next.do(getDesk, { callId })).toMatchObject({ note: 'Rechnung 4711 doppelt', noteRevision: 1 });
      expect(await world.rows('SELECT calls_today FROM presences')).toEqual([{ calls_today: 1 }, { calls_today: 1 }]);
    }));

  it('stays the one who writes it up when the next agent accepted and never spoke', () =>
    withWorld({}, async (world) => {
      const { agent, sid, callId } = await talking(world);
      await agent.do(saveNote, { callId, note: 'Rechnung 4711 doppelt', revision: 1 });
      await agent.crash();
      await world.advance(30_000);
      const next = await world.agent();
      await next.do(acceptOffer, { callId });
      world.carrier.control.hangup(sid);
      await world.advance(2000);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'answered', agent_id: agent.id });
      expect((await agent.do(unfinishedCalls, {})).items.map((item) => item.call.id)).toEqual([callId]);
      expect((await next.do(unfinishedCalls, {})).items).toEqual([]);
      expect(await world.rows('SELECT account_id FROM interactions')).toEqual([{ account_id: agent.id }]);
      await expectAllQuiet(world);
    }));

  it('and a caller who does not wait for it ends in wrap-up', () =>
    withWorld({}, async (world) => {
      const { agent, sid } = await talking(world);
      await agent.crash();
      await world.advance(3000);
      world.carrier.control.hangup(sid);
      await world.advance(1000);
      expect(await world.call(sid)).toMatchObject({ state: 'WRAPUP', outcome: 'answered' });
      await world.advance(60_000);
      await expectAllQuiet(world);
      expect(await world.rows('SELECT state FROM call_desks')).toEqual([{ state: 'to-complete' }]);
    }));

  it('only loses the console: the voice stays and the call is marked', () =>
    withWorld({}, async (world) => {
      const { agent, sid } = await talking(world);
      agent.socket?.close();
      await world.advance(2000);
      expect((await world.call(sid)).state).toBe('TALKING');
      await agent.open();
      expect((await agent.do(activeCall, {})).call?.state).toBe('TALKING');
      await world.advance(1000);
      expect(await world.rows('SELECT is_console_lost FROM calls')).toEqual([{ is_console_lost: false }]);
    }));

  it('only loses the console and is back before that was noted: the call is not marked, whichever word is worked out first', () =>
    withWorld({}, async (world) => {
      const { agent, callId } = await talking(world);
      const holder = world.app.db.createQueryRunner();
      const reach = async () => (await holder.query('SELECT reach FROM presences WHERE account_id = $1', [agent.id])) as unknown;
      await holder.startTransaction();
      await holder.query('SELECT 1 FROM calls WHERE id = $1 FOR UPDATE', [callId]);
      agent.loseSocket();
      await expect.poll(reach).toEqual([{ reach: 'no-connection' }]);
      await agent.open();
      await expect.poll(reach).toEqual([{ reach: 'ok' }]);
      await holder.rollbackTransaction();
      await holder.release();
      await world.settle();
      expect(await world.rows('SELECT state, is_console_lost FROM calls')).toEqual([{ state: 'TALKING', is_console_lost: false }]);
    }));

  it('for good while writing up as long as they like: the call is theirs to complete later, nobody stays in wrap-up', () =>
    withWorld({ queue: { wrapUpMode: 'discretionary' } }, async (world) => {
      const { agent, sid } = await talking(world);
      world.carrier.control.hangup(sid);
      await world.advance(1000);
      await agent.crash();
      await world.advance(60_000);
      await agent.open();
      await world.advance(400_000);
      expect((await world.call(sid)).state).toBe('WRAPUP');
      await agent.crash();
      await world.advance(310_000);
      expect(await world.call(sid)).toMatchObject({ state: 'ENDED', outcome: 'answered' });
      expect(await world.rows('SELECT state FROM call_desks')).toEqual([{ state: 'to-complete' }]);
      await expectAllQuiet(world);
    }));
});
