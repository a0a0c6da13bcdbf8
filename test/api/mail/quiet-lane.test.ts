import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  closeTicket,
  countTickets,
  editTicket,
  findByNumber,
  listTickets,
  reopenTicket,
  seeQuietReplies,
} from '../../../shared/contract/tickets.js';
import type { MailReceipt } from '../../../shared/models/mail.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';
import { type Gateway, openGateway } from '../../support/mail.js';

let t: TestApp;
let admin: TestAccount;
let gateway: Gateway;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.account({ roles: ['admin', 'agent'] });
  gateway = await openGateway(t, admin);
});
afterAll(() => t.close());

async function ticketOf(receipt: MailReceipt): Promise<Ticket> {
  const found = await t.api(findByNumber, { number: receipt.ticket ?? '' }, { as: admin });
  if (found.leadsTo !== 'ticket') throw new Error('the number leads to no ticket');
  return found.ticket;
}
async function ended(as: 'solved' | 'closed' = 'solved'): Promise<{ ticket: Ticket; references: string[] }> {
  const receipt = await gateway.deliver();
  const { id, version } = await ticketOf(receipt);
  return { ticket: await t.api(closeTicket, { ticketId: id, version, as }, { as: admin }), references: [receipt.messageId ?? ''] };
}

describe('a reply to a solved ticket', () => {
  it('that only thanks lands without opening it, is counted until seen, and tells those who see the ticket', async () => {
    const { ticket, references } = await ended();
    const socket = await t.connect(admin);
    const thanks = await gateway.deliver({ references, text: 'Vielen Dank für die schnelle Hilfe!\n\n-- \nPetra Kurz' });
    expect(thanks).toMatchObject({ outcome: 'appended', ticket: ticket.number, reason: expect.stringContaining('only thanks') as string });
    expect(await ticketOf(thanks)).toMatchObject({ status: 'solved', endedAt: ticket.endedAt, quietReplies: 1 });
    expect((await socket.next('ticket.changed')).payload).toMatchObject({ id: ticket.id, quietReplies: 1 });
    expect((await socket.next('ticket.message-added')).payload).toMatchObject({ mail: { isQuiet: true } });
    expect((await t.api(countTickets, {}, { as: admin })).quiet).toBe(1);
    expect((await t.api(listTickets, { isQuiet: true }, { as: admin })).items.map(({ id }) => id)).toEqual([ticket.id]);
    const seen = await t.api(seeQuietReplies, { ticketId: ticket.id }, { as: admin });
    expect(seen).toMatchObject({ status: 'solved', quietReplies: 0 });
    expect((await t.api(countTickets, {}, { as: admin })).quiet).toBe(0);
    expect((await t.api(seeQuietReplies, { ticketId: ticket.id }, { as: admin })).version).toBe(seen.version);
  });

  it('is opened by one key after all', async () => {
    const { ticket, references } = await ended();
    const { version } = await ticketOf(await gateway.deliver({ references, text: 'Danke!' }));
    expect(await t.api(reopenTicket, { ticketId: ticket.id, version }, { as: admin })).toMatchObject({ status: 'open', quietReplies: 0 });
  });

  it.each(['Danke, geht aber immer noch nicht.', 'Danke. Wann kommt der Rest?', 'Es ist wieder kaputt.'])('%j opens it', async (text) => {
    for (const as of ['solved', 'closed'] as const) {
      const { references } = await ended(as);
      expect(await ticketOf(await gateway.deliver({ references, text }))).toMatchObject({ status: 'open', endedAt: null, quietReplies: 0 });
    }
  });

  it('with a file opens it, whatever it says', async () => {
    const { references } = await ended();
    const text =
      '--b\r\nContent-Type: text/plain\r\n\r\nDanke!\r\n--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nMangel\r\n--b--';
    const raw = { references, text, headers: ['Content-Type: multipart/mixed; boundary=b'] };
    expect(await ticketOf(await gateway.deliver(raw))).toMatchObject({ status: 'open' });
  });
});

describe('a planned ticket', () => {
  it('sleeps on when thanked, wakes when the customer says something, and its hour is forgotten then', async () => {
    const receipt = await gateway.deliver();
    const { id, version } = await ticketOf(receipt);
    const plannedFor = new Date(t.clock.now().getTime() + 3_600_000).toISOString();
    await t.api(editTicket, { ticketId: id, version, status: 'planned', plannedFor }, { as: admin });
    const references = [receipt.messageId ?? ''];
    expect(await ticketOf(await gateway.deliver({ references, text: 'Danke!' }))).toMatchObject({
      status: 'planned',
      plannedFor,
      quietReplies: 1,
    });
    const woken = await ticketOf(await gateway.deliver({ references, text: 'Es eilt jetzt.' }));
    expect(woken).toMatchObject({ status: 'open', plannedFor: null, quietReplies: 0 });
    await t.advance(3_700_000);
    expect((await ticketOf(receipt)).version).toBe(woken.version);
  });
});

it('a ticket that waits for the customer is open when they write, even thanks', async () => {
  const receipt = await gateway.deliver();
  const { id, version } = await ticketOf(receipt);
  await t.api(editTicket, { ticketId: id, version, status: 'waiting-customer' }, { as: admin });
  expect(await ticketOf(await gateway.deliver({ references: [receipt.messageId ?? ''], text: 'Danke!' }))).toMatchObject({
    status: 'open',
    quietReplies: 0,
  });
});
