import { randomUUID } from 'node:crypto';
import { mailText } from '../../support/mail.js';
import { ask, hammer } from '../http-load.js';
import type { Stage } from '../stage.js';
import { compare, type Result } from '../stats.js';

const MESSAGES = 200;
const BODY = 'Guten Tag, die Lieferung ist noch nicht da. Wann kommt sie an? '.repeat(32);

interface Stretch {
  items: { kind: string }[];
  earlier: string | null;
}

/** ticket-200-messages: a ticket of 200 mails of 2 kB, read from its end to its beginning; beside bare Express with the same mails of one ticket in one answer. */
export async function longTicket(stage: Stage, seconds: number): Promise<Result> {
  const admin = await stage.hireSupervisor();
  const headers = { Cookie: admin.cookie, 'X-Ringback': '1' };
  const first = `${randomUUID()}@kunde.example`;
  const mail = (at: number) => (at === 0 ? mailText({ id: first, text: BODY }) : mailText({ references: [first], text: `${at} ${BODY}` }));
  const raw = (at: number) => ({ method: 'POST', raw: { type: 'message/rfc822', body: mail(at) } });
  let number = '';
  let bareId = '';
  for (let at = 0; at < MESSAGES; at++) {
    number = ((await ask(`${stage.server.url}/api/v1/mail`, { headers, ...raw(at) })) as { ticket: string }).ticket;
    bareId = ((await ask(`${stage.bare.url}/mail`, raw(at))) as { id: string }).id;
  }
  const open = async () => (await stage.api(admin, 'GET', `/ticket-numbers/${number}`)) as { ticket: { id: string }; history: Stretch };
  const whole = async () => {
    const { ticket, history } = await open();
    let [read, cursor] = [history.items, history.earlier];
    while (cursor !== null) {
      const more = (await stage.api(admin, 'GET', `/tickets/${ticket.id}/history?cursor=${encodeURIComponent(cursor)}`)) as Stretch;
      [read, cursor] = [[...read, ...more.items], more.earlier];
    }
    const count = read.filter(({ kind }) => kind === 'message').length;
    if (count !== MESSAGES) throw new Error(`the ticket shows ${count} of ${MESSAGES} messages`);
  };
  const bare = await hammer(() => ask(`${stage.bare.url}/mails/${bareId}`), { atOnce: 1, seconds });
  const opened = await hammer(open, { atOnce: 1, seconds });
  const product = await hammer(whole, { atOnce: 1, seconds });
  return compare('ticket-200-messages', 'ms', { product, bare }, { [`opened in p99 ${opened.p99} ms (≤ 50)`]: opened.p99 <= 50 });
}
