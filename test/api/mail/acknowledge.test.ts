import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getMailboxSending, setMailboxSending } from '../../../shared/contract/outbox.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { openPostOffice, type PostOffice } from '../../support/post-office.js';

let t: TestApp;
let office: PostOffice;
const acknowledge = async (isOn: boolean) => {
  const as = { as: office.admin };
  const { sending } = await t.api(getMailboxSending, { mailboxId: office.mailbox.id }, as);
  if (!sending) throw new Error('the mailbox does not send');
  const { id: mailboxId, hasPassword: _hasPassword, ...rest } = sending;
  await t.api(setMailboxSending, { mailboxId, ...rest, acknowledgement: { isOn, de: '', en: '' } }, as);
};
beforeAll(async () => {
  t = await startTestApp();
  office = await openPostOffice(t);
});
afterAll(async () => {
  await office.close();
  await t.close();
});
beforeEach(async () => {
  office.sink.mails.length = 0;
  await acknowledge(true);
});

/** What the sink got once everything due was done. */
async function answers(): Promise<string[]> {
  await t.advance(1000);
  return office.sink.mails.map(({ raw }) => raw);
}

describe('acknowledgement of a new ticket', () => {
  it('goes once, with the number, told to be automatic, and to nobody’s undo', async () => {
    const { ticketId, digits } = await office.ticketFromMail({ id: 'ack1@kunde.example', subject: 'Defekt' });
    const [raw = '', ...others] = await answers();
    expect(others).toEqual([]);
    expect(raw).toMatch(/^Auto-Submitted: auto-replied/m);
    expect(raw).toMatch(/^X-Auto-Response-Suppress: All/m);
    expect(raw).toContain('In-Reply-To: <ack1@kunde.example>');
    expect(raw).toContain(`#${digits}`);
    // Both were written in the same millisecond of a clock that stands still: neither comes first.
    const written = (await office.messages(ticketId)).filter(({ mail }) => mail?.direction === 'out');
    expect(written).toMatchObject([{ authorId: null, mail: { state: 'sent', isAutoReply: true } }]);
    await office.gateway.deliver({ references: ['ack1@kunde.example'], text: 'Und noch etwas.' });
    expect(await answers()).toHaveLength(1);
  });

  it('goes to no machine, no list and no address without anybody behind it, and not when it is switched off', async () => {
    await office.gateway.deliver({ headers: ['Auto-Submitted: auto-replied'], subject: 'Re: Abwesend' });
    await office.gateway.deliver({ headers: ['List-Unsubscribe: <mailto:x@y.example>'], from: 'news@laden.example' });
    await office.gateway.deliver({ headers: ['Precedence: bulk'], from: 'bulk@laden.example' });
    await office.gateway.deliver({ from: 'noreply@laden.example' });
    await acknowledge(false);
    await office.gateway.deliver({ from: 'mensch@laden.example' });
    expect(await answers()).toEqual([]);
  });

  it('stops at the caps: a desk that answers every answer with a new mail gets no more than 30 in ten minutes', async () => {
    const from = 'desk@anderswo.example';
    await office.gateway.deliver({ from, subject: 'Ihre Anfrage 1' });
    expect(await answers()).toHaveLength(1);
    // The 28 rounds after it, written down as they would be.
    await t.db.query(
      `WITH one AS (SELECT o.*, gen_random_uuid() AS other FROM outgoing_mails o, generate_series(1, 28) WHERE o.recipients @> $1::jsonb),
         said AS (INSERT INTO messages (id, version, created_at, updated_at, ticket_id, kind, text, mail) SELECT one.other, 1, m.created_at, m.updated_at, m.ticket_id, 'mail', '', m.mail
           FROM one JOIN messages m ON m.id = one.id)
       INSERT INTO outgoing_mails (id, ticket_id, mailbox_id, header_id, state, content, recipients, draft, held_until, created_at)
       SELECT other, ticket_id, mailbox_id, header_id, state, content, recipients, draft, held_until, created_at FROM one`,
      [JSON.stringify([{ address: from }])],
    );
    await t.db.query(
      `UPDATE outgoing_mails SET ticket_id = (SELECT id FROM tickets ORDER BY number LIMIT 1) WHERE recipients @> $1::jsonb AND sent_at IS NULL`,
      [JSON.stringify([{ address: from }])],
    );
    for (const round of [30, 31, 32]) await office.gateway.deliver({ from, subject: `Ihre Anfrage ${round}` });
    expect(await answers()).toHaveLength(2);
  });
});
