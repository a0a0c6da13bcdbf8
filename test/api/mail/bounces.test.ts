import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../server/core/context.js';
import { installationKey } from '../../../server/core/installation-key.js';
import { recordOutgoing } from '../../../server/features/mail/index.js';
import { findByNumber } from '../../../shared/contract/tickets.js';
import type { MailReceipt } from '../../../shared/models/mail.js';
import type { Message } from '../../../shared/models/tickets.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import type { TestAccount } from '../../support/factories.js';
import { deliveryReport, type Gateway, openGateway, PLAIN_OUTGOING } from '../../support/mail.js';

let t: TestApp;
let admin: TestAccount;
let gateway: Gateway;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.account({ roles: ['admin', 'agent'] });
  gateway = await openGateway(t, admin);
});
afterAll(() => t.close());

const report = (originalId: string, told: { action: 'failed' | 'delayed'; status: string }): Promise<MailReceipt> =>
  gateway.deliver(deliveryReport({ originalId, address: 'weg@gmx.example', ...told }));

async function look(number: string): Promise<{ ticketId: string; status: string; messages: Message[] }> {
  const found = await t.api(findByNumber, { number }, { as: admin });
  if (found.leadsTo !== 'ticket') throw new Error('the number leads to no ticket');
  const messages = found.history.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
  return { ticketId: found.ticket.id, status: found.ticket.status, messages };
}

async function solvedWithAnswer(): Promise<{ number: string; headerId: string; messageId: string }> {
  const number = (await gateway.deliver()).ticket ?? '';
  const { ticketId } = await look(number);
  const key = installationKey(t.app.deps.config.RINGBACK_DATA);
  const parties = { from: { name: 'Haus', address: 'support@haus.example' }, to: [{ name: '', address: 'weg@gmx.example' }], cc: [] };
  const mail = {
    ticket: { id: ticketId, counter: Number(number.slice(0, -1)) },
    authorId: admin.id,
    subject: 'Re: Frage',
    text: 'Morgen.',
  };
  const sent = await t.transaction(systemActor('test'), (ctx) =>
    recordOutgoing(ctx, { ...mail, ...parties, references: [], ...PLAIN_OUTGOING }, key),
  );
  await t.db.query("UPDATE tickets SET status = 'solved', ended_at = $2, version = version + 1 WHERE id = $1", [ticketId, t.clock.now()]);
  return { number, headerId: sent.headerId, messageId: sent.message.id };
}

describe('a mail of ours that comes back', () => {
  it('is marked as bounced with recipient and reason, and its ticket stays solved', async () => {
    const { number, headerId, messageId } = await solvedWithAnswer();
    const socket = await t.connect(admin);
    const receipt = await report(headerId, { action: 'failed', status: '5.1.1' });
    const bounce = { hard: true, recipients: [{ address: 'weg@gmx.example', status: '5.1.1', reason: 'userunknown' }] };
    expect(receipt).toMatchObject({ outcome: 'bounce', ticket: number, isNewTicket: false, mayAutoReply: false, bounce });
    expect((await socket.next('ticket.message-changed')).payload).toMatchObject({
      id: messageId,
      version: 2,
      mail: { state: 'bounced', bounce },
    });
    const { status, messages } = await look(number);
    expect({ status, messages: messages.length }).toEqual({ status: 'solved', messages: 2 });
  });

  it('late is deferred, not lost', async () => {
    const { number, headerId, messageId } = await solvedWithAnswer();
    const receipt = await report(headerId, { action: 'delayed', status: '4.4.1' });
    expect(receipt).toMatchObject({ outcome: 'bounce', ticket: number, bounce: { hard: false } });
    expect((await look(number)).messages.find(({ id }) => id === messageId)?.mail?.state).toBe('deferred');
  });

  it('and that nobody here sent opens no ticket and is kept', async () => {
    const receipt = await report('fremd@anderswo.example', { action: 'failed', status: '5.1.1' });
    expect(receipt).toMatchObject({ outcome: 'bounce', ticket: null });
    const rows: { n: number }[] = await t.db.query(
      "SELECT count(*)::int AS n FROM mails WHERE outcome = 'bounce' AND ticket_id IS NULL AND raw_sha256 IS NOT NULL",
    );
    expect(rows[0]?.n).toBe(1);
  });
});
