import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { makeQueue } from '../../../server/features/queues/index.js';
import { callTimeline, checkDial, getCall, listCalls, moveCall, pickCall, prioritiseCall } from '../../../shared/contract/calls.js';
import { closeLostCall, listLostCalls } from '../../../shared/contract/lost-calls.js';
import { VoiceWorld } from '../../voice/support/world.js';

describe('waiting calls', () => {
  let world: VoiceWorld;
  beforeEach(async () => {
    world = await VoiceWorld.start();
  });
  afterEach(() => world.close());

  it('are seen by their team, by nobody else', async () => {
    const insider = await world.agent({ isReady: false });
    const outsider = await world.app.account();
    world.ring();
    await world.settle();
    const { items } = await insider.do(listCalls, { state: 'waiting' });
    expect(items).toHaveLength(1);
    const callId = items[0]?.id ?? '';
    expect((await world.app.api(listCalls, {}, { as: outsider })).items).toEqual([]);
    await expect(world.app.api(getCall, { callId }, { as: outsider })).rejects.toMatchObject({
      status: expect.toSatisfy((status: number) => status === 403 || status === 404),
    });
    expect((await insider.do(callTimeline, { callId })).items.map((one) => one.kind)).toContain('call.queued');
  });

  it('go to another queue with their time of arrival, are put first, and are picked out of turn', async () => {
    const boss = await world.app.account({ roles: ['agent', 'supervisor'], leads: [world.team] });
    const other = await world.app.transaction(systemActor('test'), (ctx) => makeQueue(ctx, { name: 'Technik', teamId: world.team.id }));
    const first = world.ring('+4915100000001');
    const second = world.ring('+4915100000002');
    await world.settle();
    const a = await world.call(first);
    const b = await world.call(second);
    await world.app.api(prioritiseCall, { callId: b.id, priority: 50 }, { as: boss });
    const agent = await world.agent();
    expect(agent.offers()[0]?.callId).toBe(b.id);
    await expect(agent.do(moveCall, { callId: a.id, queueId: other.id })).rejects.toMatchObject({
      status: expect.toSatisfy((status: number) => status === 403 || status === 404),
    });
    const moved = await world.app.api(moveCall, { callId: a.id, queueId: other.id }, { as: boss });
    expect(moved).toMatchObject({ queueId: other.id, state: 'QUEUED' });
    const helper = await world.agent({ isReady: false });
    await helper.ready();
    await helper.do(pickCall, { callId: a.id });
    await world.settle();
    expect(helper.offers()[0]?.callId).toBe(a.id);
  });

  it('are put to nobody who does not answer the queue, and who only heard it ring sees no more of it', async () => {
    const boss = await world.app.account({ roles: ['agent', 'supervisor'], leads: [world.team] });
    const refused = { status: expect.toSatisfy((status: number) => status === 403 || status === 404) as number };
    const member = await world.agent();
    const sid = world.ring();
    await world.settle();
    const { id: callId } = await world.call(sid);
    const stranger = await world.app.account();
    await expect(world.app.api(pickCall, { callId, agentId: stranger.id }, { as: boss })).rejects.toMatchObject(refused);
    expect(member.offers().map((offer) => offer.callId)).toEqual([callId]);
    // Nobody of the team, and no longer one of those who answer: what is left is the ringing.
    await world.rows('DELETE FROM queue_members WHERE account_id = $1', [member.id]);
    await world.rows('DELETE FROM team_members WHERE account_id = $1', [member.id]);
    expect((await member.do(getCall, { callId })).state).toBe('OFFERING');
    await world.advance(16_000);
    await expect(member.do(getCall, { callId })).rejects.toMatchObject(refused);
  });

  it('that nobody answered are a debt until the caller is reached', async () => {
    const agent = await world.agent({ isReady: false });
    world.ring('+4915112345678', { hangupAfterMs: 20_000 });
    await world.advance(21_000);
    const [lost] = (await agent.do(listLostCalls, {})).items;
    expect(lost).toMatchObject({ calls: 1, state: 'open', from: { e164: '+4915112345678' } });
    await agent.do(closeLostCall, { lostCallId: lost?.id ?? '', version: lost?.version ?? 0, how: 'reached' });
    expect((await agent.do(listLostCalls, {})).items).toEqual([]);
    // The number that led to the lost call is now the ticket of what was said.
    const [ticket] = await world.rows<{ number: string }>('SELECT number FROM tickets');
    const [call] = await world.rows<{ ticket_number: number }>('SELECT ticket_number FROM calls');
    expect(Number(ticket?.number)).toBe(call?.ticket_number);
  });

  it('never dials an emergency number', async () => {
    const agent = await world.agent({ isReady: false });
    for (const number of ['112', '110', '+49112', '0 30 112']) {
      await expect(agent.do(checkDial, { number })).rejects.toMatchObject({ code: 'EMERGENCY_NUMBER' });
    }
    expect(await agent.do(checkDial, { number: '030 23125 123' })).toMatchObject({ display: '+49 30 23125123' });
  });
});
