import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { makeDisposition } from '../../../server/features/queues/index.js';
import { extendWrapUp, finishCall, saveNote, undoFinish, unfinishedCalls } from '../../../shared/contract/call-desk.js';
import { hangUpCall, joinTicket } from '../../../shared/contract/calls.js';
import { createTicket } from '../../../shared/contract/tickets.js';
import type { VoiceAgent } from '../../voice/support/voice-agent.js';
import { talking } from '../../voice/support/with-world.js';
import { VoiceWorld } from '../../voice/support/world.js';

describe('wrapping up a call', () => {
  let world: VoiceWorld;
  let agent: VoiceAgent;
  let callId: string;
  let sid: string;
  let solved: string;
  beforeEach(async () => {
    world = await VoiceWorld.start();
    solved = await world.app.transaction(systemActor('test'), async (ctx) => {
      const made = await makeDisposition(ctx, {
        queueId: world.queueId,
        digit: 1,
        label: { de: 'Gelöst', en: 'Solved' },
        effect: 'solve-ticket',
        requires: ['note'],
      });
      return made.id;
    });
    ({ agent, callId, sid } = await talking(world));
  });
  afterEach(() => world.close());

  it('asks for an outcome, and for what the outcome needs', async () => {
    await expect(agent.finish(callId)).rejects.toMatchObject({ code: 'WRONG_CALL_STATE' });
    await agent.do(hangUpCall, { callId });
    await expect(agent.finish(callId)).rejects.toMatchObject({ code: 'OUTCOME_REQUIRED', details: { missing: ['outcome'] } });
    await expect(agent.do(finishCall, { callId, dispositionId: solved, afterwards: 'ready' })).rejects.toMatchObject({
      details: { missing: ['note'] },
    });
  });

  it('is the agent’s doing, though it takes effect when nobody is asked any more', async () => {
    await agent.do(saveNote, { callId, note: 'Rückruf zugesagt', revision: 1 });
    await agent.do(hangUpCall, { callId });
    const promise = { text: 'Rückruf', dueAt: '2026-11-24T13:00:00Z', ownerId: null };
    await agent.do(finishCall, { callId, dispositionId: solved, nextStep: { promise }, afterwards: 'ready' });
    await world.advance(5500);
    const [ticket] = await world.rows<{ id: string }>('SELECT id, created_by_id FROM tickets');
    const [task] = await world.rows<{ id: string }>('SELECT id, created_by_id FROM tasks');
    expect([ticket, task]).toMatchObject([{ created_by_id: agent.id }, { created_by_id: agent.id }]);
    const audit = await world.rows('SELECT DISTINCT actor_id, actor_name FROM audit WHERE entity_id = ANY($1::text[])', [
      [ticket?.id, task?.id],
    ]);
    expect(audit).toEqual([{ actor_id: agent.id, actor_name: agent.account.name }]);
    const events = await world.rows(
      `SELECT DISTINCT actor_id FROM events WHERE type IN ('ticket.created', 'ticket.changed', 'task.created')`,
    );
    expect(events).toEqual([{ actor_id: agent.id }]);
    expect(await world.rows('SELECT account_id FROM interactions')).toEqual([{ account_id: agent.id }]);
  });

  it('takes effect, as the agent’s doing, though the agent lost sight of the ticket meanwhile', async () => {
    const colleague = await world.app.account({ teams: [world.team] });
    const ticket = await world.app.api(createTicket, { subject: 'Heizung', teamId: world.team.id }, { as: colleague });
    await agent.do(joinTicket, { callId, ticketId: ticket.id });
    await agent.do(saveNote, { callId, note: 'Rückruf zugesagt', revision: 1 });
    await agent.do(hangUpCall, { callId });
    const promise = { text: 'Rückruf', dueAt: '2026-11-24T13:00:00Z', ownerId: null };
    await agent.do(finishCall, { callId, dispositionId: solved, nextStep: { promise }, afterwards: 'ready' });
    await world.rows('DELETE FROM team_members WHERE account_id = $1', [agent.id]);
    await world.advance(5500);
    expect(await world.rows('SELECT id, status FROM tickets')).toEqual([{ id: ticket.id, status: 'solved' }]);
    expect(await world.rows('SELECT ticket_id, created_by_id FROM tasks')).toEqual([{ ticket_id: ticket.id, created_by_id: agent.id }]);
  });

  it('takes effect after five seconds: ticket solved with the note as subject, promise given, history written, agent ready meanwhile', async () => {
    await agent.do(saveNote, { callId, note: 'Rechnung 4711 doppelt\nBank bestätigt', revision: 1 });
    await agent.do(hangUpCall, { callId });
    const promise = { text: 'Rückruf mit Gutschrift', dueAt: '2026-11-24T13:00:00Z', ownerId: null };
    const desk = await agent.do(finishCall, { callId, dispositionId: solved, nextStep: { promise }, afterwards: 'ready' });
    expect(desk).toMatchObject({ state: 'finished' });
    expect(await world.rows('SELECT activity FROM presences WHERE account_id = $1', [agent.id])).toEqual([{ activity: 'free' }]);
    expect(await world.rows('SELECT id FROM tickets')).toEqual([]);
    await world.advance(5500);
    const [ticket] = await world.rows<{ id: string; status: string; subject: string }>('SELECT * FROM tickets');
    expect(ticket).toMatchObject({ status: 'solved', subject: 'Rechnung 4711 doppelt', owner_id: agent.id });
    expect(await world.rows('SELECT what, kind, owner_id, ticket_id FROM tasks')).toEqual([
      { what: 'Rückruf mit Gutschrift', kind: 'promise', owner_id: agent.id, ticket_id: ticket?.id },
    ]);
    expect(await world.rows('SELECT outcome, text, ticket_id FROM interactions')).toEqual([
      { outcome: 'Gelöst', text: 'Rechnung 4711 doppelt\nBank bestätigt', ticket_id: ticket?.id },
    ]);
    expect((await world.call(sid)).state).toBe('ENDED');
  });

  it('can be taken back within five seconds, and not when the next call rings', async () => {
    await agent.do(saveNote, { callId, note: 'x', revision: 1 });
    await agent.do(hangUpCall, { callId });
    await agent.do(finishCall, { callId, dispositionId: solved, afterwards: 'ready' });
    await world.advance(3000);
    expect(await agent.do(undoFinish, { callId })).toMatchObject({ state: 'open', dispositionId: solved });
    expect(await world.rows('SELECT activity FROM presences WHERE account_id = $1', [agent.id])).toEqual([{ activity: 'wrapup' }]);
    await agent.do(finishCall, { callId, dispositionId: solved, afterwards: 'ready' });
    world.ring('+4915100000009');
    await world.settle();
    await expect(agent.do(undoFinish, { callId })).rejects.toMatchObject({ code: 'UNDO_TOO_LATE' });
  });

  it('runs out: the note is kept, the code is AUTO-NB, and the call can be completed for a day', async () => {
    await agent.do(saveNote, { callId, note: 'angefangen', revision: 1 });
    await agent.do(hangUpCall, { callId });
    await agent.do(extendWrapUp, { callId });
    await world.advance(31_000);
    expect((await world.call(sid)).state).toBe('WRAPUP');
    await world.advance(61_000);
    expect((await world.call(sid)).state).toBe('ENDED');
    expect(await world.rows('SELECT outcome, text FROM interactions')).toEqual([{ outcome: 'AUTO-NB', text: 'angefangen' }]);
    expect((await agent.do(unfinishedCalls, {})).items).toMatchObject([{ call: { id: callId }, desk: { state: 'to-complete' } }]);
    await agent.do(finishCall, { callId, dispositionId: solved, afterwards: 'ready' });
    await world.advance(6000);
    expect(await world.rows('SELECT outcome FROM interactions')).toEqual([{ outcome: 'Gelöst' }]);
    expect((await agent.do(unfinishedCalls, {})).items).toEqual([]);
  });

  it('keeps the newest text when an older tab saves too', async () => {
    await agent.do(saveNote, { callId, note: 'neu', revision: 5 });
    await expect(agent.do(saveNote, { callId, note: 'alt', revision: 4 })).rejects.toMatchObject({
      code: 'NOTE_OUTDATED',
      details: { note: 'neu', noteRevision: 5 },
    });
  });

  it('and pause: the agent is on pause, no further call comes', async () => {
    await agent.do(saveNote, { callId, note: 'x', revision: 1 });
    await agent.do(hangUpCall, { callId });
    await agent.do(finishCall, { callId, dispositionId: solved, afterwards: 'pause' });
    const next = world.ring('+4915100000009');
    await world.settle();
    expect((await world.call(next)).state).toBe('QUEUED');
  });
});
