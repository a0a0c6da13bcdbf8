import { randomBytes } from 'node:crypto';
import { mailText } from '../../support/mail.js';
import { ask } from '../http-load.js';
import { type Helper, MemoryPeak } from '../processes.js';
import type { Stage } from '../stage.js';
import { compare, figures, type Result } from '../stats.js';

const MB = 1_048_576;
const LARGE = 25;
/** Read in a stream too; the server first comes to its working size with a few of them. */
const MIDDLE = 2;
/** One after the other: what each adds would be no peak. */
const MAILS = 4;

function mailWith(megabytes: number): string {
  const file = randomBytes(megabytes * MB)
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n');
  const part = 'Content-Type: application/pdf; name=plan.pdf\r\nContent-Transfer-Encoding: base64';
  return mailText({
    headers: ['Content-Type: multipart/mixed; boundary=grenze'],
    text: `--grenze\r\nContent-Type: text/plain\r\n\r\nAnbei der Plan.\r\n--grenze\r\n${part}\r\n\r\n${file}\r\n--grenze--`,
  });
}

/** How far above its memory before it a process comes, MB, for each of several mails with 25 MB attached. */
async function growth(server: Helper, deliver: (mail: string) => Promise<unknown>): Promise<number[]> {
  for (let at = 0; at < 12; at++) await deliver(mailWith(MIDDLE));
  const memory = new MemoryPeak(server);
  const grown: number[] = [];
  for (let at = 0; at < MAILS; at++) {
    const mail = mailWith(LARGE);
    memory.begin();
    await deliver(mail);
    grown.push(memory.grownKb() / 1024);
  }
  return grown;
}

/** mail-25mb-memory: how much the server process grows at most while a mail with 25 MB attached comes in; beside bare Express and mailparser. */
export async function largeMailMemory(stage: Stage): Promise<Result> {
  const admin = await stage.hireSupervisor();
  const headers = { Cookie: admin.cookie, 'X-Ringback': '1' };
  const raw = (body: string) => ({ method: 'POST', raw: { type: 'message/rfc822', body } });
  const bare = figures(await growth(stage.bare, (mail) => ask(`${stage.bare.url}/mail`, raw(mail))), 1);
  const grown = await growth(stage.server, (mail) => ask(`${stage.server.url}/api/v1/mail`, { headers, ...raw(mail) }));
  const product = figures(grown, 1);
  const says = `${grown.map((mb) => Math.round(mb)).join(', ')} MB more than before each: none is held whole (≤ ${LARGE})`;
  return compare('mail-25mb-memory', 'MB', { product, bare }, { [says]: product.p99 <= LARGE });
}
