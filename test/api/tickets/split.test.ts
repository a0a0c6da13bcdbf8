import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailbox } from '../../../shared/contract/mail.js';
import { createTask, listTasks } from '../../../shared/contract/tasks.js';
import { splitTicket, undoMove } from '../../../shared/contract/ticket-moves.js';
import { addNote, createTicket, findByNumber, getTicket, ticketHistory } from '../../../shared/contract/tickets.js';
import type { Message, Ticket } from '../../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';
import { type Gateway, openGateway } from '../../support/mail.js';

let t: TestApp;
let anna: TestAccount;
let gateway: Gateway;
beforeAll(async () => {
  t = await startTestApp();
  const team = await t.team();
  anna = await t.account({ roles: ['admin', 'agent'], teams: [team] });
  gateway = await openGateway(t, anna);
  await t.api(createMailbox, { address: 'support@haus.example', name: 'Haus', teamId: team.id }, { as: anna });
});
afterAll(() => t.close());

async function look(number: string): Promise<{ ticket: Ticket; messages: Message[]; origins: Record<string, string> }> {
  const found = await t.api(findByNumber, { number }, { as: anna });
  if (found.leadsTo !== 'ticket') throw new Error('the number leads to no ticket');
  const messages = found.history.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
  return { ticket: found.ticket, messages, origins: found.history.origins };
}

describe('tickets.split', () => {
  it('gives a message a ticket of its own, where its answers arrive; undoing lets both numbers lead back', async () => {
    const first = await gateway.deliver({ id: 'one@kunde.example', subject: 'Order 12', text: 'When does it come?' });
    await t.advance(1000);
    await gateway.deliver({
      ...{ id: 'two@kunde.example', inReplyTo: 'one@kunde.example', subject: 'Re: Order 12' },
      ...{ from: 'Kai Lang <kai.lang@kunde.example>', text: 'And my invoice is wrong.' },
    });
    const whole = await look(first.ticket ?? '');
    const [stays, goes] = whole.messages;
    if (!stays || !goes) throw new Error('two mails joined');
    const move = await t.api(splitTicket, { ticketId: whole.ticket.id, messageIds: [goes.id], subject: 'Invoice wrong' }, { as: anna });
    const made = await t.api(getTicket, { ticketId: move.intoId }, { as: anna });
    expect(made).toMatchObject({ subject: 'Invoice wrong', status: 'open', teamId: whole.ticket.teamId });
    expect(made.personId).not.toBe(whole.ticket.personId);
    const part = await look(made.number);
    expect(part.messages.map(({ id }) => id)).toEqual([goes.id]);
    expect(part.origins).toMatchObject({ [goes.id]: whole.ticket.numberText });
    expect((await look(whole.ticket.number)).messages.map(({ id }) => id)).toEqual([stays.id]);

    const answer = { inReplyTo: 'two@kunde.example', references: ['one@kunde.example', 'two@kunde.example'], subject: 'Re: Order 12' };
    expect(await gateway.deliver({ ...answer, text: 'The invoice, please.' })).toMatchObject({ outcome: 'appended', ticket: made.number });
    await t.advance(1000);
    const toFirst = { inReplyTo: 'one@kunde.example', subject: 'Re: Order 12', text: 'It came.' };
    expect(await gateway.deliver(toFirst)).toMatchObject({ outcome: 'appended', ticket: whole.ticket.number });
    await expect(t.api(undoMove, { moveId: move.id }, { as: anna })).rejects.toMatchObject({ code: 'MOVE_SETTLED' });

    const again = await look(whole.ticket.number);
    const last = again.messages.at(-1);
    if (!last) throw new Error('there is a last message');
    const second = await t.api(splitTicket, { ticketId: whole.ticket.id, messageIds: [last.id] }, { as: anna });
    const gone = await t.api(getTicket, { ticketId: second.intoId }, { as: anna });
    expect(gone.subject).toBe('Re: Order 12');
    const task = await t.api(createTask, { kind: 'task', what: 'Later', ticketId: gone.id }, { as: anna });
    await t.api(undoMove, { moveId: second.id }, { as: anna });
    const { items: tasks } = await t.api(listTasks, { view: 'all', ticketId: whole.ticket.id }, { as: anna });
    expect(tasks.map(({ id }) => id)).toEqual([task.id]);
    const back = await look(gone.number);
    expect(back.ticket.id).toBe(whole.ticket.id);
    expect(back.messages.map(({ id }) => id)).toEqual(again.messages.map(({ id }) => id));
    expect(back.origins).toEqual({});
    const { items } = await t.api(ticketHistory, { ticketId: whole.ticket.id }, { as: anna });
    const actions = items.flatMap((item) => (item.kind === 'change' && item.change.fields['ticket'] ? [item.change.action] : []));
    expect(actions).toEqual(['split-off', 'split-off', 'unsplit']);
  });

  it('takes only messages of the ticket', async () => {
    const [a, b] = [await t.api(createTicket, { subject: 'A' }, { as: anna }), await t.api(createTicket, { subject: 'B' }, { as: anna })];
    const note = await t.api(addNote, { ticketId: b.id, text: 'b' }, { as: anna });
    const wrong = t.api(splitTicket, { ticketId: a.id, messageIds: [note.id] }, { as: anna });
    await expect(wrong).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
