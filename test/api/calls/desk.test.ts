import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { makeDisposition, makeQueue } from '../../../server/features/queues/index.js';
import { goOff } from '../../../shared/contract/agents.js';
import { editAccount, listAccounts } from '../../../shared/contract/auth.js';
import { finishCall, getDesk, saveDesk, undoFinish } from '../../../shared/contract/call-desk.js';
import { callTimeline, hangUpCall, joinTicket } from '../../../shared/contract/calls.js';
import { createReason, deleteReason } from '../../../shared/contract/ticket-reasons.js';
import { closeTicket, createTicket, editTicket, getTicket } from '../../../shared/contract/tickets.js';
import type { NextStep } from '../../../shared/models/calls.js';
import type { TestAccount } from '../../support/factories.js';
import type { VoiceAgent } from '../../voice/support/voice-agent.js';
import { talking } from '../../voice/support/with-world.js';
import { VoiceWorld } from '../../voice/support/world.js';

let world: VoiceWorld;
let agent: VoiceAgent;
let admin: TestAccount;
let callId: string;
let sid: string;
beforeEach(async () => {
  world = await VoiceWorld.start();
  admin = await world.app.account({ roles: ['admin'] });
  ({ agent, callId, sid } = await talking(world));
});
afterEach(() => world.close());

const save = async (chosen: { dispositionId?: string | null; nextStep?: NextStep }) => {
  const { version } = await agent.do(getDesk, { callId });
  return agent.do(saveDesk, { callId, version, ...chosen });
};
const finish = (nextStep: NextStep = {}, afterwards: 'ready' | 'pause' = 'ready') =>
  agent.do(finishCall, { callId, dispositionId: null, nextStep, afterwards });
const newReason = () => world.app.api(createReason, { name: `Reason ${randomUUID()}` }, { as: admin });
const promiseOf = (ownerId: string | null): NextStep => ({ promise: { text: 'Call back', dueAt: '2026-11-24T13:00:00Z', ownerId } });
async function switchOff(accountId: string): Promise<void> {
  const { items } = await world.app.api(listAccounts, {}, { as: admin });
  const version = items.find((one) => one.id === accountId)?.version ?? 0;
  await world.app.api(editAccount, { accountId, version, isActive: false }, { as: admin });
}

describe('what is chosen on the desk', () => {
  it('must exist, when it is kept and when it is finished', async () => {
    const gone = randomUUID();
    const formerly = await world.app.account();
    await switchOff(formerly.id);
    const other = await world.app.transaction(systemActor('test'), async (ctx) => {
      const queue = await makeQueue(ctx, { name: 'Technik', teamId: world.team.id });
      return makeDisposition(ctx, { queueId: queue.id, digit: 1, label: { de: 'a', en: 'a' }, effect: 'none', requires: [] });
    });
    const refused = (field: string) => ({ code: 'INVALID_REFERENCE', details: { field } });
    await expect(save({ nextStep: { reasonId: gone } })).rejects.toMatchObject(refused('nextStep.reasonId'));
    await expect(save({ nextStep: promiseOf(formerly.id) })).rejects.toMatchObject(refused('nextStep.promise.ownerId'));
    await expect(save({ dispositionId: gone })).rejects.toMatchObject(refused('dispositionId'));
    await expect(save({ dispositionId: other.id })).rejects.toMatchObject(refused('dispositionId'));
    await agent.do(hangUpCall, { callId });
    await expect(finish({ reasonId: gone })).rejects.toMatchObject(refused('nextStep.reasonId'));
    await expect(finish(promiseOf(gone))).rejects.toMatchObject(refused('nextStep.promise.ownerId'));
    expect(await agent.do(getDesk, { callId })).toMatchObject({ state: 'open', dispositionId: null, nextStep: {} });
  });

  it('and vanishes before it takes effect is left out: the call ends, has its ticket, and the promise is the agent’s', async () => {
    const reason = await newReason();
    const colleague = await world.app.account();
    await agent.do(hangUpCall, { callId });
    await finish({ reasonId: reason.id, ...promiseOf(colleague.id) });
    await world.app.api(deleteReason, { reasonId: reason.id, version: reason.version }, { as: admin });
    await switchOff(colleague.id);
    await world.advance(6000);
    expect((await world.call(sid)).state).toBe('ENDED');
    expect(await world.rows('SELECT reason_id, status FROM tickets')).toEqual([{ reason_id: null, status: 'open' }]);
    expect(await world.rows('SELECT what, owner_id FROM tasks')).toEqual([{ what: 'Call back', owner_id: agent.id }]);
    expect(await world.rows(`SELECT kind FROM deadlines WHERE kind = 'calls.commit-desk'`)).toEqual([]);
    expect(await agent.do(getDesk, { callId })).toMatchObject({ state: 'done', nextStep: { reasonId: null } });
    expect((await agent.do(callTimeline, { callId })).items.find((one) => one.kind === 'desk.reference-lost')?.details).toEqual({
      lost: ['reason', 'account'],
    });
  });

  it('and vanishes before wrap-up runs out does not hold the agent in wrap-up', async () => {
    const reason = await newReason();
    await save({ nextStep: { reasonId: reason.id } });
    await agent.do(hangUpCall, { callId });
    await world.app.api(deleteReason, { reasonId: reason.id, version: reason.version }, { as: admin });
    await world.advance(31_000);
    expect((await world.call(sid)).state).toBe('ENDED');
    expect(await world.rows('SELECT activity FROM presences WHERE account_id = $1', [agent.id])).toEqual([{ activity: 'free' }]);
    expect(await agent.do(getDesk, { callId })).toMatchObject({ state: 'to-complete' });
  });

  it('takes nothing more once it is finished, until that is taken back', async () => {
    await agent.do(hangUpCall, { callId });
    await finish();
    const late = { code: 'WRONG_CALL_STATE', details: { desk: 'finished' } };
    await expect(save({ nextStep: { ticketStatus: 'closed' } })).rejects.toMatchObject(late);
    await agent.do(undoFinish, { callId });
    expect(await save({ nextStep: { ticketStatus: 'closed' } })).toMatchObject({ state: 'open' });
    await finish({ ticketStatus: 'closed' });
    await world.advance(6000);
    await expect(save({ nextStep: {} })).rejects.toMatchObject({ details: { desk: 'done' } });
  });

  it('is kept one after the other when two tabs save at once', async () => {
    const { version } = await agent.do(getDesk, { callId });
    const both = await Promise.allSettled(
      (['open', 'closed'] as const).map((ticketStatus) => agent.do(saveDesk, { callId, version, nextStep: { ticketStatus } })),
    );
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await agent.do(getDesk, { callId })).version).toBe(version + 1);
  });
});

describe('the status chosen in wrap-up', () => {
  const ticketThen = async () => {
    const ticket = await agent.do(createTicket, { subject: 'Old matter', teamId: world.team.id });
    await agent.do(joinTicket, { callId, ticketId: ticket.id });
    return agent.do(getTicket, { ticketId: ticket.id });
  };
  const settled = async (ticketId: string, nextStep: NextStep) => {
    await agent.do(hangUpCall, { callId });
    await finish(nextStep);
    await world.advance(6000);
    const { ticket } = await agent.do(getTicket, { ticketId }).then((one) => ({ ticket: one }));
    return { ticket, kinds: (await agent.do(callTimeline, { callId })).items.map((one) => one.kind) };
  };

  it('opens a closed ticket again, and the call’s story says so', async () => {
    const before = await ticketThen();
    await agent.do(closeTicket, { ticketId: before.id, version: before.version, as: 'closed' });
    const { ticket, kinds } = await settled(before.id, { ticketStatus: 'waiting-customer' });
    expect(ticket).toMatchObject({ status: 'waiting-customer', endedAt: null });
    expect(kinds).toContain('ticket.reopened');
  });

  it('never makes a closed ticket a solved one, and the call’s story says so', async () => {
    const before = await ticketThen();
    await agent.do(closeTicket, { ticketId: before.id, version: before.version, as: 'closed' });
    const { ticket, kinds } = await settled(before.id, { ticketStatus: 'solved' });
    expect(ticket.status).toBe('closed');
    expect(kinds).toContain('ticket.kept');
  });

  it('ends a plan together with its hour', async () => {
    const before = await ticketThen();
    await agent.do(editTicket, { ticketId: before.id, version: before.version, status: 'planned', plannedFor: '2026-11-25T08:00:00Z' });
    const { ticket } = await settled(before.id, { ticketStatus: 'open' });
    expect(ticket).toMatchObject({ status: 'open', plannedFor: null });
    expect(await world.rows(`SELECT key FROM deadlines WHERE kind = 'ticket.planned'`)).toEqual([]);
  });

  it('cannot be planned without an hour', async () => {
    const planned = { ticketStatus: 'planned' } as unknown as NextStep;
    await expect(save({ nextStep: planned })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('an agent who went off duty during the call', () => {
  const intent = async () =>
    (await world.rows<{ intent: string }>('SELECT intent FROM presences WHERE account_id = $1', [agent.id]))[0]?.intent;
  it('stays off after "finish and pause"', async () => {
    await agent.do(goOff, {});
    await agent.do(hangUpCall, { callId });
    await finish({}, 'pause');
    await world.advance(6000);
    expect(await intent()).toBe('off');
  });

  it('stays off in a queue that puts agents on pause after wrap-up', async () => {
    await world.rows(`UPDATE queues SET after_wrap_up = 'pause', version = version + 1 WHERE id = $1`, [world.queueId]);
    await agent.do(goOff, {});
    await agent.do(hangUpCall, { callId });
    await world.advance(31_000);
    expect((await world.call(sid)).state).toBe('ENDED');
    expect(await intent()).toBe('off');
  });
});
