import { isIP } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import { addressOf } from '../net/internal-address.js';
import type { SmtpServer } from './port.js';

/** An open, signed-in connection for one mail. */
export interface Lease {
  connection: SMTPConnection;
  key: string;
  /** Mails it carried before. */
  mails: number;
  /** Told when the connection ends or fails, with the reason. */
  onGone: (reason: unknown) => void;
}

/** Idle connections are kept this long, ms: most servers end them after a minute. */
const IDLE_MS = 20_000;
/** Mails of one connection; some servers refuse more. */
const MOST_MAILS = 50;
const MOST_IDLE = 3;

/** Connections per server and identity, reused while they are fresh. */
export class SmtpPool {
  readonly #timeouts: { connectMs: number; answerMs: number };
  readonly #idle = new Map<string, { lease: Lease; timer: NodeJS.Timeout }[]>();
  /** Waiting for an answer may take minutes: RFC 5321, 4.5.3.2. */
  constructor(timeouts = { connectMs: 30_000, answerMs: 300_000 }) {
    this.#timeouts = timeouts;
  }

  /** A connection that is signed in. Throws the errors of nodemailer, and InternalHost. */
  async take(server: SmtpServer): Promise<Lease> {
    const key = JSON.stringify(server);
    const waiting = this.#idle.get(key)?.pop();
    if (waiting) {
      clearTimeout(waiting.timer);
      return waiting.lease;
    }
    return this.#open(server, key);
  }

  /** Keeps a connection that did its work for the next mail. */
  giveBack(lease: Lease): void {
    const others = this.#idle.get(lease.key) ?? [];
    lease.mails += 1;
    lease.onGone = () => undefined;
    if (lease.mails >= MOST_MAILS || others.length >= MOST_IDLE) {
      lease.connection.quit();
      return;
    }
    const timer = setTimeout(() => drop(), IDLE_MS).unref();
    const drop = () => {
      clearTimeout(timer);
      lease.onGone = () => undefined;
      this.#idle.set(
        lease.key,
        (this.#idle.get(lease.key) ?? []).filter((one) => one.lease !== lease),
      );
      lease.connection.close();
    };
    lease.onGone = drop;
    this.#idle.set(lease.key, [...others, { lease, timer }]);
  }

  /** Ends what is idle. */
  close(): void {
    for (const { lease, timer } of [...this.#idle.values()].flat()) {
      clearTimeout(timer);
      lease.onGone = () => undefined;
      lease.connection.close();
    }
    this.#idle.clear();
  }

  async #open(server: SmtpServer, key: string): Promise<Lease> {
    const { host, port, security, login } = server;
    const { connectMs, answerMs } = this.#timeouts;
    const connection = new SMTPConnection({
      ...{ host: await addressOf(host, server.allowsInternal), port, secure: security === 'tls' },
      ...{ requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
      ...{ connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: answerMs },
      tls: { minVersion: 'TLSv1.2', ...(isIP(host) === 0 ? { servername: host } : {}) },
    });
    const lease: Lease = { connection, key, mails: 0, onGone: () => undefined };
    connection.on('error', (error: unknown) => lease.onGone(error));
    connection.on('end', () => lease.onGone(new Error('The server ended the connection.')));
    try {
      await untilDone(lease, (done) => connection.connect(done));
      if (login !== null) await untilDone(lease, (done) => signIn(connection, { ...server, login }, done));
    } catch (error) {
      lease.onGone = () => undefined;
      connection.close();
      throw error;
    }
    return lease;
  }
}

function signIn(
  connection: SMTPConnection,
  { login, password, accessToken }: SmtpServer & { login: string },
  done: (error?: unknown) => void,
): void {
  if (accessToken === undefined) connection.login({ user: login, pass: password ?? '' }, done);
  else connection.login({ method: 'XOAUTH2', oauth2: new XOAuth2({ user: login, accessToken }) }, done);
}

/** One step on a connection: done, or over with the connection. */
export function untilDone<T>(lease: Lease, step: (done: (error?: unknown, result?: T) => void) => void): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    lease.onGone = reject;
    step((error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}
