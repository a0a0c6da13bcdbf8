import { isIP } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { addressOf } from './internal-address.js';
import type { SmtpServer } from './port.js';

/** An open, signed-in connection for one mail. */
export interface Lease {
  connection: SMTPConnection;
  key: string;
  mails: number;
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
      waiting.lease.connection.removeAllListeners();
      return waiting.lease;
    }
    return { connection: await this.#open(server), key, mails: 0 };
  }

  /** Keeps a connection that did its work for the next mail. */
  giveBack(lease: Lease): void {
    const { connection, key } = lease;
    connection.removeAllListeners();
    const others = this.#idle.get(key) ?? [];
    lease.mails += 1;
    if (lease.mails >= MOST_MAILS || others.length >= MOST_IDLE) return connection.quit();
    const drop = () => {
      clearTimeout(timer);
      const rest = (this.#idle.get(key) ?? []).filter((one) => one.lease !== lease);
      if (rest.length > 0) this.#idle.set(key, rest);
      else this.#idle.delete(key);
      connection.removeAllListeners();
      connection.on('error', () => undefined);
      connection.close();
    };
    const timer = setTimeout(drop, IDLE_MS).unref();
    connection.once('error', drop);
    connection.once('end', drop);
    this.#idle.set(key, [...others, { lease, timer }]);
  }

  /** Ends what is idle. */
  close(): void {
    for (const { lease, timer } of [...this.#idle.values()].flat()) {
      clearTimeout(timer);
      lease.connection.removeAllListeners();
      lease.connection.close();
    }
    this.#idle.clear();
  }

  async #open(server: SmtpServer): Promise<SMTPConnection> {
    const { host, port, security, login, password } = server;
    const { connectMs, answerMs } = this.#timeouts;
    const connection = new SMTPConnection({
      ...{ host: await addressOf(host, server.allowsInternal), port, secure: security === 'tls' },
      ...{ requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
      ...{ connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: answerMs },
      tls: { minVersion: 'TLSv1.2', ...(isIP(host) === 0 ? { servername: host } : {}) },
    });
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.once('end', () => reject(new Error('The server ended the connection before it was ready.')));
        connection.connect((error) => (error ? reject(error) : resolve()));
      });
      if (login !== null)
        await new Promise<void>((resolve, reject) => {
          connection.login({ user: login, pass: password ?? '', credentials: { user: login, pass: password ?? '' } }, (error) =>
            error ? reject(error) : resolve(),
          );
        });
    } catch (error) {
      connection.removeAllListeners();
      connection.on('error', () => undefined);
      connection.close();
      throw error;
    }
    connection.removeAllListeners();
    return connection;
  }
}
