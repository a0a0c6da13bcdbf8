import type { DataSource } from 'typeorm';
import type { ImapFault } from '../../../shared/models/fetching.js';
import type { Finding } from './finding.js';

interface Row {
  address: string;
  isOn: boolean;
  lastReadAt: Date | null;
  behind: number | null;
  fault: ImapFault | null;
  answer: string | null;
  faultSince: Date | null;
  nextTryAt: Date | null;
  ago: number | null;
}

/** A folder is looked at once a minute at least; so long afterwards nobody does. */
const SILENT_S = 600;
const WHERE = 'Settings → Mail';

const REMEDIES: Partial<Record<ImapFault, string>> = {
  'internal-host': `${WHERE}: allow mail servers inside this network, or enter the public name.`,
  'unknown-host': `${WHERE}: check the name of the server.`,
  'no-connection': 'Check the port, and the firewall in between.',
  timeout: 'Check the port, and the firewall in between.',
  certificate: `${WHERE}: enter the name that stands in the certificate, or have it renewed.`,
  'login-refused': `${WHERE}: enter user name and password again.`,
  'app-password': `${WHERE}: this provider wants an app password.`,
  'imap-disabled': 'Switch IMAP on for this mailbox at the provider.',
  'token-refused': `${WHERE}: check directory, application and secret; a client secret ends after months.`,
  'unreadable-secret': 'Restore secrets.json from the backup, or enter the secret again.',
  'no-folder': `${WHERE}: choose a folder there is.`,
};

function found({ address, isOn, lastReadAt, behind, fault, answer, faultSince, nextTryAt, ago }: Row): Finding {
  const what = `mailbox ${address}`;
  if (!isOn) return { what, state: 'ok', words: 'reading is switched off' };
  if (fault !== null) {
    const since = faultSince ? ` since ${faultSince.toISOString()}` : '';
    const next = nextTryAt ? `, next try ${nextTryAt.toISOString()}` : '';
    return {
      what,
      state: 'failed',
      words: `${fault}${since}${next}: ${answer ?? ''}`,
      remedy: REMEDIES[fault] ?? `${WHERE}: test the connection.`,
    };
  }
  if (lastReadAt === null || ago === null)
    return { what, state: 'warning', words: 'was not read yet', remedy: 'Start the server; it reads at once.' };
  const words = `read ${Math.round(ago)} s ago, ${behind ?? 0} mails wait`;
  return { what, state: ago > SILENT_S ? 'warning' : 'ok', words, remedy: 'Is the server running? It looks once a minute at least.' };
}

/** How reading goes in each mailbox, and how many mails were set aside, as the server wrote it down. */
export async function examineMailboxes(source: DataSource): Promise<Finding[]> {
  const rows: Row[] = await source.query(
    `SELECT b.address, f.is_on AS "isOn", s.last_read_at AS "lastReadAt", s.behind, s.fault, s.answer, s.fault_since AS "faultSince", s.next_try_at AS "nextTryAt",
       extract(epoch FROM clock_timestamp() - s.last_read_at)::float AS ago
     FROM mailbox_fetching f JOIN mailboxes b ON b.id = f.id AND b.is_active LEFT JOIN mailbox_fetch_states s ON s.id = f.id ORDER BY b.address`,
  );
  const [aside]: { count: number }[] = await source.query(`SELECT count(*)::int AS count FROM poison_mails WHERE state = 'waiting'`);
  const waiting = aside?.count ?? 0;
  const poison: Finding = {
    what: 'mails set aside',
    state: 'warning',
    words: String(waiting),
    remedy: `${WHERE}: read them again, or put them away.`,
  };
  return [...rows.map(found), ...(waiting > 0 ? [poison] : [])];
}
