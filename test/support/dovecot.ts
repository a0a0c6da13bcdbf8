import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';

const PLACES = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'];

/** The Dovecot of this machine (`DOVECOT_PATH` first), or undefined when there is none. */
export function findDovecot(): string | undefined {
  return [process.env['DOVECOT_PATH'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));
}

/** One mailbox of a test's Dovecot. */
export interface DovecotBox {
  login: string;
  password: string;
  /** Lays a mail into a folder, as a delivery would. */
  deliver(raw: string | Buffer, folder?: string): void;
  /** Lays a mail into INBOX that the server itself cannot read. */
  deliverUnreadable(): void;
  /** The mails of a folder with their flags (`S` seen, `T` deleted). */
  mails(folder?: string): { raw: string; flags: string }[];
  /** Gives the folder another UIDVALIDITY and all mails new UIDs. The server must be down. */
  forgetUids(): void;
}

/** An IMAP server of one test: on a port of its own, of this machine only, as an ordinary process. */
export interface Dovecot {
  port: number;
  /** The port with TLS from the first byte; its certificate is signed by nobody. */
  tlsPort: number;
  box(login: string): DovecotBox;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Starts it again, on the same ports. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Who owns the mails: root may not, so that of root's tests is the user that owns nothing. */
const OWNER = process.getuid?.() === 0 ? { name: 'nobody', uid: 65_534 } : { name: userInfo().username, uid: userInfo().uid };
const isRoot = process.getuid?.() === 0;

interface Place {
  folder: string;
  /** Of every mailbox. */
  password: string;
  port: number;
  tlsPort: number;
  /** Where tokens are asked about (`tokeninfo?access_token=…`); without it nobody signs in by token. */
  tokenInfo: string | null;
}

function configuration({ folder, password, port, tlsPort, tokenInfo }: Place): string {
  const path = (name: string) => join(folder, name);
  const tokens = `passdb {\n driver = oauth2\n mechanisms = xoauth2\n args = ${path('oauth2.conf')}\n}`;
  if (tokenInfo !== null) {
    writeFileSync(path('oauth2.conf'), `tokeninfo_url = ${tokenInfo}\nusername_attribute = email\nopenid_configuration_url =\n`);
  }
  const internal = isRoot
    ? ''
    : `default_internal_user = ${OWNER.name}\ndefault_login_user = ${OWNER.name}\ndefault_internal_group = ${userInfo().gid}`;
  return `
base_dir = ${path('run')}
state_dir = ${path('run')}
log_path = ${path('log')}
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${path('cert.pem')}
ssl_key = <${path('key.pem')}
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login${tokenInfo === null ? '' : ' xoauth2'}
mail_location = maildir:${path('mail')}/%u
mail_max_userip_connections = 50
first_valid_uid = 1
${internal}
passdb {
 driver = static
 args = password=${password}
}
${tokenInfo === null ? '' : tokens}
userdb {
 driver = static
 args = uid=${OWNER.uid} gid=${OWNER.uid} home=${path('mail')}/%u allow_all_users=yes
}
service imap-login {
 chroot =
 inet_listener imap {
  port = ${port}
 }
 inet_listener imaps {
  port = ${tlsPort}
 }
}
service anvil {
 chroot =
}
service stats {
 chroot =
}
namespace inbox {
 inbox = yes
 separator = /
 mailbox Sent {
  special_use = \\Sent
  auto = create
 }
}
`;
}

/** Starts a Dovecot and resolves when it answers. Throws when this machine has none. */
export async function startDovecot(options: { tokenInfo?: string } = {}): Promise<Dovecot> {
  const path = findDovecot();
  if (!path) throw new Error('No Dovecot was found: install dovecot-imapd, or set DOVECOT_PATH.');
  const folder = mkdtempSync(join(tmpdir(), 'ringback-dovecot-'));
  chmodSync(folder, 0o755);
  const place = { folder, password: randomUUID(), port: await freePort(), tlsPort: await freePort(), tokenInfo: options.tokenInfo ?? null };
  const certificate = [
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '30',
    '-subj',
    '/CN=localhost',
  ];
  execFileSync('openssl', ['req', ...certificate, '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')], {
    stdio: 'ignore',
  });
  mkdirSync(join(folder, 'mail'));
  own(join(folder, 'mail'));
  writeFileSync(join(folder, 'dovecot.conf'), configuration(place));
  const process = keeper(path, place);
  await process.start();
  return {
    ...{ port: place.port, tlsPort: place.tlsPort, kill: process.kill, start: process.start },
    box: (login) => makeBox(place, login),
    close: async () => {
      await process.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function keeper(path: string, { folder, port }: Place): { start(): Promise<void>; kill(): Promise<void> } {
  let child: ChildProcess | null = null;
  return {
    async start() {
      child = spawn(path, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
      const ended = new Promise<never>((_resolve, reject) => {
        child?.once('error', reject);
        child?.once('exit', () => reject(new Error(`Dovecot ended: ${readFileSync(join(folder, 'log'), 'utf8').slice(-500)}`)));
      });
      ended.catch(() => undefined);
      await Promise.race([greets(port), ended]);
    },
    async kill() {
      const running = child;
      if (!running?.pid || running.exitCode !== null || running.signalCode !== null) return;
      const children = childrenOf(running.pid);
      await new Promise((resolve) => {
        running.once('exit', resolve);
        running.kill('SIGKILL');
      });
      // What serves a connection is a process of its own, and outlives its master.
      for (const pid of children) endOne(pid);
    },
  };
}

/** Linux says it below /proc; elsewhere nothing is known of them. */
function childrenOf(pid: number): number[] {
  const all = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return all.filter((name) => parentOf(name) === pid).map(Number);
}

function parentOf(name: string): number | null {
  try {
    return Number(/\) \S (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1] ?? 0);
  } catch {
    // It ended meanwhile.
    return null;
  }
}

function endOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its master.
  }
}

/** Resolves at the first greeting; asked again until then. */
function greets(port: number): Promise<void> {
  return new Promise((resolve) => {
    const ask = () => {
      const socket = connect(port, '127.0.0.1');
      socket.once('data', () => {
        socket.destroy();
        resolve();
      });
      socket.once('error', () => setTimeout(ask, 20));
    };
    ask();
  });
}

function own(path: string): void {
  if (isRoot) chownSync(path, OWNER.uid, OWNER.uid);
}

function makeBox({ folder, password }: Place, login: string): DovecotBox {
  const root = join(folder, 'mail', login);
  mkdirSync(root, { recursive: true });
  own(root);
  const folderOf = (name: string) => (name === 'INBOX' ? root : join(root, `.${name.replaceAll('/', '.')}`));
  const listed = (at: string) =>
    existsSync(at)
      ? readdirSync(at)
          .sort()
          .map((name) => join(at, name))
      : [];
  let count = 0;
  const lay = (raw: string | Buffer, { name = 'INBOX', mode = 0o600 }: { name?: string; mode?: number }) => {
    for (const part of ['', 'tmp', 'new', 'cur']) {
      const at = join(folderOf(name), part);
      if (existsSync(at)) continue;
      mkdirSync(at);
      own(at);
    }
    count += 1;
    const file = `${1_795_000_000 + count}.M${count}P1.test`;
    const draft = join(folderOf(name), 'tmp', file);
    writeFileSync(draft, raw);
    own(draft);
    chmodSync(draft, mode);
    renameSync(draft, join(folderOf(name), 'new', file));
  };
  return {
    login,
    password,
    deliver: (raw, name = 'INBOX') => lay(raw, { name }),
    deliverUnreadable: () => lay('Subject: x\r\n\r\n', { mode: 0 }),
    mails: (name = 'INBOX') =>
      ['new', 'cur'].flatMap((part) =>
        listed(join(folderOf(name), part)).map((at) => ({ raw: readFileSync(at, 'utf8'), flags: /:2,(\w*)$/.exec(at)?.[1] ?? '' })),
      ),
    forgetUids() {
      for (const name of readdirSync(root)) if (name.startsWith('dovecot')) rmSync(join(root, name), { recursive: true });
      writeFileSync(join(root, 'dovecot-uidlist'), '3 V4711 N1\n');
      own(join(root, 'dovecot-uidlist'));
    },
  };
}
