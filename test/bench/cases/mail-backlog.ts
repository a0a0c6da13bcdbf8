import { ImapFlow } from 'imapflow';
import { type Dovecot, type DovecotBox, startDovecot } from '../../support/dovecot.js';
import { readingFrom } from '../../support/imap-office.js';
import { mailText } from '../../support/mail.js';
import type { Stage } from '../stage.js';
import { compare, type Figures, type Result } from '../stats.js';

const BODY = 'Guten Tag, die Lieferung ist noch nicht da. Wann kommt sie an? '.repeat(32);

/** Lays a backlog into a mailbox: mails of 2 kB, every third one an answer to the one before. */
function fill(box: DovecotBox, count: number): void {
  const id = (at: number) => `backlog-${at}@kunde.example`;
  for (let at = 0; at < count; at++) {
    const references = at % 3 === 2 ? { references: [id(at - 1)] } : {};
    const from = `Kunde ${at % 500} <kunde${at % 500}@kunde.example>`;
    box.deliver(mailText({ id: id(at), from, to: box.login, subject: `Anliegen ${at}`, text: BODY, ...references }));
  }
}

/** Fetching alone, the way imapflow is used by itself: fifty mails an answer, nothing done with them. */
async function fetchAlone(dovecot: Dovecot, box: DovecotBox): Promise<number> {
  const auth = { user: box.login, pass: box.password };
  const client = new ImapFlow({ host: '127.0.0.1', port: dovecot.port, secure: false, doSTARTTLS: false, auth, logger: false });
  const begun = performance.now();
  await client.connect();
  const { exists } = await client.mailboxOpen('INBOX', { readOnly: true });
  for (let from = 1; from <= exists; from += 50) await client.fetchAll(`${from}:${Math.min(exists, from + 49)}`, { source: true });
  const seconds = (performance.now() - begun) / 1000;
  await client.logout();
  return exists / seconds;
}

const rate = (perSecond: number): Figures => ({ p50: 0, p95: 0, p99: 0, perSecond: Math.round(perSecond) });

/** mail-backlog: mails a second out of a full IMAP mailbox into tickets, and how much the server grows meanwhile. Bare: fetching them and nothing else. */
export async function mailBacklog(stage: Stage, isSmall: boolean): Promise<Result> {
  const count = isSmall ? 1000 : 10_000;
  const dovecot = await startDovecot();
  try {
    const box = dovecot.box('backlog@haus.example');
    fill(box, count);
    const bare = await fetchAlone(dovecot, box);
    const admin = await stage.hireSupervisor();
    const { version } = (await stage.api(admin, 'GET', '/settings')) as { version: number };
    await stage.api(admin, 'PATCH', '/settings', { version, settings: { mailMayUseInternalHosts: true } });
    const mailbox = (await stage.api(admin, 'POST', '/mailboxes', { address: box.login, name: 'Bench', teamId: null })) as { id: string };
    const before = stage.memoryKb();
    let peak = before;
    const begun = performance.now();
    await stage.api(admin, 'PUT', `/mailboxes/${mailbox.id}/fetching`, { version: 0, ...readingFrom(dovecot, box) });
    const taken = async () =>
      (await stage.db.query<{ count: number }>(`SELECT count(*)::int AS count FROM mails WHERE $1 = ANY(mailbox_ids)`, [mailbox.id]))
        .rows[0]?.count ?? 0;
    while ((await taken()) < count) {
      peak = Math.max(peak, stage.memoryKb());
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const product = count / ((performance.now() - begun) / 1000);
    const grownMb = Math.round((peak - before) / 1024);
    return compare(
      'mail-backlog',
      '1/s',
      { product: rate(product), bare: rate(bare) },
      { [`${count} mails, the server grew by ${grownMb} MB at most (≤ 300)`]: grownMb <= 300 },
    );
  } finally {
    await dovecot.close();
  }
}
