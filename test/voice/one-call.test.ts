import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson } from '../../shared/contract/people.js';
import { mergePeople } from '../../shared/contract/person-merges.js';
import { VoiceWorld } from './support/world.js';

describe('one ringing call, from the network to the history', () => {
  let world: VoiceWorld;
  beforeAll(async () => {
    world = await VoiceWorld.start();
  });
  afterAll(() => world.close());

  it('rings, talks, wraps up and leaves a ticket and a history entry', async () => {
    const agent = await world.agent();
    const [from, into] = [
      await agent.do(createPerson, { familyName: 'Ohm', givenName: 'I.', phones: [{ number: '+4915112345678' }] }),
      await agent.do(createPerson, { familyName: 'Ohm', givenName: 'Ida', phones: [{ number: '+4915112345678' }] }),
    ];
    const sid = world.ring('+4915112345678', { talkMs: 60_000 });
    await world.settle();
    const [offer] = agent.offers();
    expect(offer?.card.candidates).toHaveLength(2);
    expect(offer?.card.number?.e164).toBe('+4915112345678');
    expect(Buffer.byteLength(JSON.stringify(offer?.card))).toBeLessThanOrEqual(8000);
    expect((await world.call(sid)).state).toBe('OFFERING');

    await agent.answer(offer?.callId ?? '');
    await world.advance(1000);
    expect((await world.call(sid)).state).toBe('TALKING');
    // The two who may be calling are one: merged in the middle of the talk, the card knows it at once.
    const merge = { personId: from.id, intoId: into.id, version: from.version, intoVersion: into.version };
    await agent.do(mergePeople, merge);
    await world.settle();
    const shown = await agent.socket?.next('call.card-changed');
    expect(shown && 'card' in shown.payload ? shown.payload.card.candidates : []).toMatchObject([{ personId: into.id }]);

    await world.advance(61_000);
    const call = await world.call(sid);
    expect(call).toMatchObject({ state: 'WRAPUP', outcome: 'answered', end_reason: 'caller-hung-up', agent_id: agent.id });

    await agent.finish(call.id);
    await world.advance(6000);
    const ended = await world.call(sid);
    expect(ended.state).toBe('ENDED');
    expect(ended.ticket_id).not.toBeNull();
    const interactions = await world.rows<{ duration_s: number; ticket_id: string }>('SELECT * FROM interactions WHERE call_id = $1', [
      call.id,
    ]);
    expect(interactions).toMatchObject([{ duration_s: 60, ticket_id: ended.ticket_id }]);
    expect(world.carrier.control.state().legs).toEqual([]);
    expect(world.carrier.control.invariants()).toEqual([]);
    const presence = await world.rows<{ activity: string; calls_today: number }>(
      'SELECT activity, calls_today FROM presences WHERE account_id = $1',
      [agent.id],
    );
    expect(presence).toEqual([{ activity: 'free', calls_today: 1 }]);
  });
});
