import { randomUUID } from 'node:crypto';
import { mailText } from '../../support/mail.js';
import { ask, hammer } from '../http-load.js';
import type { BenchAgent, Stage } from '../stage.js';
import { compare, type Result } from '../stats.js';

const BODY = 'Guten Tag, die Lieferung ist noch nicht da. Wann kommt sie an? '.repeat(32);
/** Mails there are before replies are measured. */
const FIRST = 200;
const RFC822 = 'message/rfc822';

interface Load {
  kind: 'new' | 'reply';
  atOnce: number;
  seconds: number;
}

/**
 * mail-in-new-1, -16 and mail-in-reply-16: mails of 2 kB a second through `POST /api/v1/mail`, each opening a ticket or joining one by References, beside
 * bare Express, mailparser and the same inserts.
 */
export async function mailIn(stage: Stage, { kind, ...load }: Load): Promise<Result> {
  const admin: BenchAgent = await stage.hireSupervisor();
  const headers = { Cookie: admin.cookie, 'X-Ringback': '1' };
  const doors = {
    product: (body: string) => ask(`${stage.server.url}/api/v1/mail`, { method: 'POST', headers, raw: { type: RFC822, body } }),
    bare: (body: string) => ask(`${stage.bare.url}/mail`, { method: 'POST', raw: { type: RFC822, body } }),
  };
  const measure = async (deliver: (body: string) => Promise<unknown>) => {
    const run = randomUUID();
    const id = (at: number) => `${run}-${at}@kunde.example`;
    const from = (at: number) => `Kunde ${at % 500} <kunde${at % 500}@kunde.example>`;
    if (kind === 'reply')
      for (let at = 0; at < FIRST; at++) await deliver(mailText({ id: id(at), from: from(at), subject: `Anliegen ${at}`, text: BODY }));
    return hammer((turn) => {
      const first = turn % FIRST;
      const parts =
        kind === 'reply'
          ? { from: from(first), references: [id(first)], subject: `Re: Anliegen ${first}` }
          : { from: from(turn), subject: `Neu ${turn}` };
      return deliver(mailText({ ...parts, text: `${turn} ${BODY}` }));
    }, load);
  };
  const bare = await measure(doors.bare);
  const product = await measure(doors.product);
  const marks: Record<string, boolean> = load.atOnce === 16 ? { '≥ 300 mails/s': product.perSecond >= 300 } : {};
  return compare(`mail-in-${kind}-${load.atOnce}`, '1/s', { product, bare }, marks);
}
