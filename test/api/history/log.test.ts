import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { newId } from '../../../server/core/id.js';
import { recordInteraction } from '../../../server/features/history/index.js';
import { editInteraction, getInteraction, logInteraction, personHistory } from '../../../shared/contract/history.js';
import { createCompany, createPerson, getPerson } from '../../../shared/contract/people.js';
import { assignTicket, createTicket, ticketHistory } from '../../../shared/contract/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';

let app: TestApp;
let agent: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  agent = await app.account();
});
afterAll(() => app.close());

async function person() {
  const company = await app.api(createCompany, { name: 'Kurz Bau' }, { as: agent });
  const made = await app.api(createPerson, { familyName: 'Kurz', positions: [{ companyId: company.id, role: '' }] }, { as: agent });
  return { personId: made.id, companyId: company.id };
}

describe('interactions.log', () => {
  it('records a contact made elsewhere under the person and their company, and tells those who look at them', async () => {
    const { personId, companyId } = await person();
    const listener = await app.connect(await app.account());
    expect([await listener.watch(`person:${personId}`), await listener.watch(`company:${companyId}`)]).toEqual([true, true]);
    const outsider = await app.connect(await app.account());
    const logged = await app.api(
      logInteraction,
      {
        kind: 'visit',
        personId,
        at: '2026-11-20T13:00:00Z',
        durationS: 5400,
        summary: 'Baustelle besehen',
        text: 'Alles fertig.',
        outcome: 'gut',
      },
      { as: agent },
    );
    expect(logged).toMatchObject({
      kind: 'visit',
      direction: 'outbound',
      personId,
      companyId,
      accountId: agent.id,
      isLoggedByHand: true,
      isHidden: false,
      at: '2026-11-20T13:00:00.000Z',
    });
    const heard = await listener.next('interaction.changed');
    expect(heard.payload).toEqual({ id: logged.id, version: 1, personId, companyId });
    await app.settle();
    expect(listener.events.filter((event) => event.type === 'interaction.changed')).toHaveLength(1);
    expect(outsider.events.filter((event) => event.type === 'interaction.changed')).toEqual([]);
    const { facts } = await app.api(getPerson, { personId }, { as: agent });
    expect(facts).toMatchObject({ lastInteractionAt: '2026-11-20T13:00:00.000Z', firstInteractionAt: '2026-11-20T13:00:00.000Z' });
  });

  it('takes only a ticket its author may see', async () => {
    const { personId } = await person();
    const team = await app.team({ isConfidential: true });
    const insider = await app.account({ teams: [team] });
    const ticket = await app.api(createTicket, { subject: 'Not for everybody', teamId: team.id }, { as: insider });
    const log = (as: TestAccount, ticketId: string) =>
      app.api(logInteraction, { kind: 'meeting', personId, ticketId, summary: 'Talked about it' }, { as });
    const unknown = { status: 422, code: 'INVALID_REFERENCE', details: { field: 'ticketId' } };
    await expect(log(agent, ticket.id)).rejects.toMatchObject(unknown);
    await expect(log(agent, newId())).rejects.toMatchObject(unknown);
    expect(
      (await app.api(ticketHistory, { ticketId: ticket.id }, { as: insider })).items.filter((one) => one.kind === 'interaction'),
    ).toEqual([]);
    const logged = await log(insider, ticket.id);
    expect(logged).toMatchObject({ ticketId: ticket.id, teamId: team.id });
    expect(await app.api(getInteraction, { interactionId: logged.id }, { as: agent })).toMatchObject({ isHidden: true, summary: '' });
  });

  it('hides what another team said once its ticket is with a confidential one', async () => {
    const { personId } = await person();
    const [open, closed] = [await app.team(), await app.team({ isConfidential: true })];
    const [insider, lead] = [await app.account({ teams: [open, closed] }), await app.account({ teams: [open] })];
    const ticket = await app.api(createTicket, { subject: 'Was everybody’s', teamId: open.id }, { as: insider });
    const entry = { kind: 'meeting' as const, personId, ticketId: ticket.id, teamId: open.id, summary: 'Talked about it' };
    const { id } = await app.api(logInteraction, entry, { as: insider });
    expect(await app.api(getInteraction, { interactionId: id }, { as: lead })).toMatchObject({ isHidden: false, ticketId: ticket.id });
    const screen = await app.connect(lead);
    expect(await screen.watch(`person:${personId}`)).toBe(true);
    await app.api(assignTicket, { ticketId: ticket.id, version: ticket.version, teamId: closed.id }, { as: insider });
    // Whoever has it open drops the ticket, and asks for the contact again.
    expect((await screen.next('ticket.changed')).payload).toEqual({ id: ticket.id, version: ticket.version + 1, gone: true });
    expect((await screen.next('interaction.changed')).payload).toMatchObject({ id, version: 2, personId });
    expect(await app.api(getInteraction, { interactionId: id }, { as: lead })).toMatchObject({
      isHidden: true,
      summary: '',
      ticketId: null,
    });
    expect(await app.api(getInteraction, { interactionId: id }, { as: insider })).toMatchObject({ isHidden: false });
  });

  it.each([
    [{ kind: 'meeting' as const, summary: 'x' }, 'INVALID_INPUT'],
    [{ kind: 'meeting' as const, summary: 'x', personId: '01900000-0000-7000-8000-000000000000' }, 'NOT_FOUND'],
    [
      { kind: 'meeting' as const, summary: 'x', companyId: '01900000-0000-7000-8000-000000000000', at: '2031-01-01T00:00:00Z' },
      'INVALID_INPUT',
    ],
  ])('refuses %j with %s', async (input, code) => {
    await expect(app.api(logInteraction, input, { as: agent })).rejects.toMatchObject({ code });
  });
});

describe('interactions.edit', () => {
  it('lets the author correct it and a colleague not even see that they could', async () => {
    const { personId } = await person();
    const logged = await app.api(logInteraction, { kind: 'letter', personId, summary: 'Breif' }, { as: agent });
    const edited = await app.api(editInteraction, { interactionId: logged.id, version: 1, summary: 'Brief' }, { as: agent });
    expect(edited).toMatchObject({ version: 2, summary: 'Brief' });
    await expect(app.api(editInteraction, { interactionId: logged.id, version: 1, summary: 'Alt' }, { as: agent })).rejects.toMatchObject({
      code: 'STALE',
    });
    const colleague = await app.account();
    await expect(app.api(editInteraction, { interactionId: logged.id, version: 2, summary: 'x' }, { as: colleague })).rejects.toMatchObject(
      { code: 'NOT_FOUND' },
    );
    const lead = await app.account({ roles: ['supervisor'] });
    expect((await app.api(editInteraction, { interactionId: logged.id, version: 2, outcome: 'ok' }, { as: lead })).version).toBe(3);
  });

  it('leaves what the telephone wrote as it happened', async () => {
    const { personId } = await person();
    const saved = await app.transaction(systemActor('test'), (ctx) =>
      recordInteraction(ctx, {
        kind: 'call',
        direction: 'inbound',
        at: ctx.now,
        personId,
        callId: newId(),
        accountId: agent.id,
        summary: 'Anruf',
      }),
    );
    await expect(app.api(editInteraction, { interactionId: saved.id, version: 1, summary: 'x' }, { as: agent })).rejects.toMatchObject({
      code: 'NOT_EDITABLE',
    });
  });
});

describe('recordInteraction', () => {
  it('keeps one interaction per call: recorded again it changes, and moves to the person who was meant', async () => {
    const [first, second] = [await person(), await person()];
    const callId = newId();
    const record = (personId: string, summary: string) =>
      app.transaction(systemActor('test'), (ctx) =>
        recordInteraction(ctx, { kind: 'call', direction: 'inbound', at: ctx.now, personId, callId, summary }),
      );
    const before = await record(first.personId, 'vorläufig');
    const listener = await app.connect(await app.account());
    await listener.watch(`person:${first.personId}`);
    const after = await record(second.personId, 'endgültig');
    expect([after.id, after.version]).toEqual([before.id, 2]);
    const left = await listener.next('interaction.changed', ({ payload }) => payload.version === 2);
    expect(left.payload).toEqual({ id: before.id, version: 2, gone: true });
    expect((await app.api(personHistory, { personId: first.personId }, { as: agent })).items).toEqual([]);
    expect(await app.api(getInteraction, { interactionId: before.id }, { as: agent })).toMatchObject({
      personId: second.personId,
      companyId: second.companyId,
      summary: 'endgültig',
    });
  });
});
