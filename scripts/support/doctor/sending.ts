import { resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { createMailer } from '../../../server/adapters/mailer/mailer.js';
import type { SmtpFault, SmtpServer } from '../../../server/adapters/mailer/port.js';
import type { Config } from '../../../server/config.js';
import { installationKey, unseal } from '../../../server/core/installation-key.js';
import type { Finding } from './finding.js';

interface Row extends Pick<SmtpServer, 'host' | 'port' | 'security' | 'login' | 'allowsInternal'> {
  address: string;
  sealedPassword: string | null;
  signsInAsReading: boolean;
}

const WHERE = 'Settings → Mail';
const REMEDIES: Partial<Record<SmtpFault, string>> = {
  'internal-host': `${WHERE}: allow mail servers inside this network, or enter the public name.`,
  'unknown-host': `${WHERE}: check the name of the server.`,
  'no-connection': 'Check the port, and the firewall in between.',
  timeout: 'Check the port, and the firewall in between.',
  'no-tls': `${WHERE}: choose the encryption this port offers.`,
  certificate: `${WHERE}: enter the name that stands in the certificate, or have it renewed.`,
  'login-refused': `${WHERE}: enter user name and password again.`,
};

/** What one mailbox's server says to a connection and a sign-in; no mail is sent. */
async function reached(row: Row, key: Buffer): Promise<Finding> {
  const { address, host, port, security, login, sealedPassword, allowsInternal } = row;
  const what = `sending ${address}`;
  if (row.signsInAsReading) return { what, state: 'ok', words: `${host}, signs in as it reads: see its mailbox` };
  const password = sealedPassword === null ? null : unseal(key, sealedPassword);
  if (sealedPassword !== null && password === null)
    return { what, state: 'failed', words: 'its password was sealed with another secrets.json', remedy: `${WHERE}: enter it again.` };
  const mailer = createMailer({ get: () => Promise.resolve(null) }, { connectMs: 10_000, answerMs: 10_000 });
  try {
    const fault = await mailer.test({ host, port, security, login, password, allowsInternal });
    if (fault === null) return { what, state: 'ok', words: `${host} takes mail` };
    const remedy = REMEDIES[fault.fault] ?? `${WHERE}: test the connection.`;
    return { what, state: 'failed', words: `${fault.fault}: ${fault.answer}`, remedy };
  } finally {
    mailer.close();
  }
}

/** Mails that need somebody: nobody knows their fate, or they failed within a day. */
async function stuck(source: DataSource): Promise<Finding[]> {
  const [row]: { unconfirmed: number; failed: number; late: number }[] = await source.query(
    `SELECT count(*) FILTER (WHERE state = 'unconfirmed')::int AS unconfirmed,
       count(*) FILTER (WHERE state IN ('queued', 'sending', 'deferred') AND created_at < clock_timestamp() - interval '1 hour')::int AS late,
       (SELECT count(*)::int FROM outgoing_mails f WHERE f.state = 'failed' AND f.created_at > clock_timestamp() - interval '1 day') AS failed
     FROM outgoing_mails WHERE state IN ('queued', 'sending', 'deferred', 'unconfirmed')`,
  );
  const { unconfirmed = 0, failed = 0, late = 0 } = row ?? {};
  const words = `${unconfirmed} unconfirmed, ${failed} failed within a day, ${late} waiting for over an hour`;
  const isWell = unconfirmed + failed + late === 0;
  const remedy = 'Their tickets say why, and what to do.';
  return [{ what: 'mails on their way out', state: isWell ? 'ok' : 'warning', words: isWell ? 'none is stuck' : words, remedy }];
}

/** How each mailbox's mail server answers now, and what is stuck on its way out. Nothing for an installation that sends no mail. */
export async function examineSending(config: Config, source: DataSource): Promise<Finding[]> {
  const rows: Row[] = await source.query(
    `SELECT b.address, s.host, s.port, s.security, s.login, s.sealed_password AS "sealedPassword", s.signs_in_as_reading AS "signsInAsReading",
       coalesce((SELECT t.value = 'true'::jsonb FROM settings t WHERE t.key = 'mailMayUseInternalHosts'), false) AS "allowsInternal"
     FROM mailbox_sending s JOIN mailboxes b ON b.id = s.id AND b.is_active ORDER BY b.address`,
  );
  if (rows.length === 0) return [];
  const key = installationKey(resolve(config.RINGBACK_DATA));
  return [...(await Promise.all(rows.map((row) => reached(row, key)))), ...(await stuck(source))];
}
