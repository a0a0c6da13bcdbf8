import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { newId } from '../../../server/core/id.js';
import { makeQueue } from '../../../server/features/queues/index.js';
import { createTicketFromCall, drawNumber, giveNumber, linkCallToTicket, unpointNumber } from '../../../server/features/tickets/index.js';
import { editSettings, readSettings } from '../../../shared/contract/settings.js';
import { addNote, createTicket, findByNumber } from '../../../shared/contract/tickets.js';
import { ticketDigits } from '../../../shared/domain/ticket-number.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { makeLeftCall, type TestAccount } from '../../support/factories.js';

let test: TestApp;
let anna: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  anna = await test.account({ roles: ['agent', 'admin'], teams: [await test.team()] });
});
afterAll(() => test.close());

const find = (number: string) => test.api(findByNumber, { number }, { as: anna });
const draw = (callId: string) =>
  test.transaction(systemActor('test'), async (ctx) => {
    const drawn = await drawNumber(ctx);
    giveNumber(ctx, drawn.counter, callId);
    return drawn;
  });

describe('tickets.by-number', () => {
  it('finds the ticket and everything said on it however the number is typed', async () => {
    const ticket = await test.api(createTicket, { subject: 'Spoken number', text: 'First' }, { as: anna });
    await test.advance(1_000);
    await test.api(addNote, { ticketId: ticket.id, text: 'Second' }, { as: anna });
    const spaced = ticket.number.split('').join(' ');
    for (const typed of [ticket.number, ticket.numberText, spaced, `Ticket ${ticket.number}`, `00${ticket.number}`]) {
      const answer = await find(typed);
      if (answer.leadsTo !== 'ticket') throw new Error('it leads to a ticket');
      expect(answer.ticket.id).toBe(ticket.id);
      expect(answer.history.items.flatMap((entry) => (entry.kind === 'message' ? [entry.message.text] : []))).toEqual(['First', 'Second']);
    }
  });

  it('tells a misheard digit from a number that was never drawn', async () => {
    const { number } = await test.api(createTicket, { subject: 'Misheard' }, { as: anna });
    const wrong = number.slice(0, -1) + String((Number(number.at(-1)) + 1) % 10);
    await expect(find(wrong)).rejects.toMatchObject({ status: 422, code: 'MISHEARD_NUMBER' });
    const swapped = number.slice(0, -2) + number.slice(-1) + number.slice(-2, -1);
    if (swapped !== number) await expect(find(swapped)).rejects.toMatchObject({ code: 'MISHEARD_NUMBER' });
    await expect(find(ticketDigits(999_999))).rejects.toMatchObject({ status: 404, code: 'UNKNOWN_NUMBER' });
    await expect(find('hello')).rejects.toMatchObject({ code: 'UNKNOWN_NUMBER' });
  });

  it('leads to the lost call while nobody has spoken with the caller', async () => {
    const team = await test.team();
    const queueId = await test.transaction(
      systemActor('test'),
      async (ctx) => (await makeQueue(ctx, { name: 'Lost', teamId: team.id })).id,
    );
    const { callId, number } = await makeLeftCall(test.transaction, { queueId });
    expect(await find(number)).toEqual({ leadsTo: 'call', number, callId });
    const insider = await test.account({ teams: [team] });
    expect(await test.api(findByNumber, { number }, { as: insider })).toEqual({ leadsTo: 'call', number, callId });
    const outsider = test.api(findByNumber, { number }, { as: await test.account() });
    await expect(outsider).rejects.toMatchObject({ status: 404, code: 'UNKNOWN_NUMBER' });
  });

  it('becomes the ticket when the caller is reached, once', async () => {
    const drawn = await draw(newId());
    expect(drawn.spoken.replace(/ /g, '')).toBe(drawn.number);
    const make = () =>
      test.transaction(systemActor('test'), (ctx) =>
        createTicketFromCall(ctx, {
          counter: drawn.counter,
          subject: 'Called back',
          teamId: null,
          ownerId: anna.id,
          personId: null,
          companyId: null,
        }),
      );
    const ticket = await make();
    expect(ticket).toMatchObject({ number: drawn.number, status: 'open', ownerId: anna.id, channel: 'phone' });
    expect((await make()).id).toBe(ticket.id);
    expect(await find(drawn.number)).toMatchObject({ leadsTo: 'ticket', ticket: { id: ticket.id } });
  });

  it('leads to the ticket picked instead, and that one keeps its own number', async () => {
    const ticket = await test.api(createTicket, { subject: 'Picked instead' }, { as: anna });
    const drawn = await draw(newId());
    await test.transaction(systemActor('test'), (ctx) => linkCallToTicket(ctx, { counter: drawn.counter, ticketId: ticket.id }));
    expect(await find(drawn.number)).toMatchObject({
      leadsTo: 'ticket',
      number: drawn.number,
      ticket: { number: ticket.number, status: 'open' },
    });
  });

  it('goes back to its call when the ticket was picked by mistake', async () => {
    const ticket = await test.api(createTicket, { subject: 'Picked by mistake' }, { as: anna });
    const own = Number(ticket.number.slice(0, -1));
    const { callId, number } = await makeLeftCall(test.transaction, { queueId: null });
    const counter = Number(number.slice(0, -1));
    await test.transaction(systemActor('test'), async (ctx) => {
      await linkCallToTicket(ctx, { counter, ticketId: ticket.id });
      await unpointNumber(ctx, counter);
      await unpointNumber(ctx, own);
    });
    expect(await find(number)).toEqual({ leadsTo: 'call', number, callId });
    expect(await find(ticket.number)).toMatchObject({ leadsTo: 'ticket', ticket: { id: ticket.id } });
  });

  it('keeps a ticket’s own number with it', async () => {
    const [one, two] = [
      await test.api(createTicket, { subject: 'One' }, { as: anna }),
      await test.api(createTicket, { subject: 'Two' }, { as: anna }),
    ];
    const counter = Number(one.number.slice(0, -1));
    const link = test.transaction(systemActor('test'), (ctx) => linkCallToTicket(ctx, { counter, ticketId: two.id }));
    await expect(link).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('writes numbers as the settings say and still reads the old spelling', async () => {
    const ticket = await test.api(createTicket, { subject: 'Styled' }, { as: anna });
    const { version } = await test.api(readSettings, {}, { as: anna });
    await test.api(editSettings, { version, settings: { ticketPrefix: 'RB', ticketWidth: 7 } }, { as: anna });
    const answer = await find(`RB-${ticket.number}`);
    expect(answer).toMatchObject({
      leadsTo: 'ticket',
      ticket: { number: ticket.number.padStart(7, '0'), numberText: `RB-${ticket.number.padStart(7, '0')}` },
    });
    expect(await find(ticket.numberText)).toEqual(answer);
  });
});
