import { isIP } from 'node:net';
import { ImapFlow } from 'imapflow';
import { addressOf } from '../net/internal-address.js';
import { readFailure } from './faults.js';
import type { ImapPort, ImapServer, ImapSession } from './port.js';
import { Session } from './session.js';

/** Waits and patience of the reader, ms. */
export interface ImapTimings {
  connectMs: number;
  answerMs: number;
  pollMs: number;
  backOffMs: readonly number[];
}

const MINUTE = 60_000;
const USUAL: ImapTimings = {
  connectMs: 30_000,
  answerMs: 2 * MINUTE,
  pollMs: MINUTE,
  backOffMs: [1000, 5000, 15_000, MINUTE, 2 * MINUTE, 5 * MINUTE],
};

/** Hosts of providers that answer SELECT within seconds but AUTHENTICATE after many are none we know: one budget fits all. */
async function connected(server: ImapServer, { connectMs, answerMs }: ImapTimings): Promise<ImapSession> {
  const { host, port, security, login, secret } = server;
  const client = new ImapFlow({
    // Looked up once: a name cannot lead elsewhere the second time.
    ...{ host: await addressOf(host, server.allowsInternal), port, secure: security === 'tls' },
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
    auth: { user: login, ...(secret.kind === 'token' ? { accessToken: secret.value } : { pass: secret.value }) },
    ...{ logger: false, disableAutoIdle: true, disableCompression: true, clientInfo: { name: 'Ringback' } },
    ...{ connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: answerMs, maxIdleTime: 4 * MINUTE },
    // A mail comes in pieces; whatever is larger at once is no mail server.
    ...{ maxLiteralSize: 64 * 1_048_576, maxResponseSize: 256 * 1_048_576 },
  });
  const session = new Session(client);
  try {
    await client.connect();
  } catch (error) {
    client.close();
    throw error;
  }
  return session;
}

/** The reader over imapflow: checked TLS, no internal hosts unless allowed, IDLE with a poll behind it. */
export function createImap(timings: Partial<ImapTimings> = {}): ImapPort {
  const all = { ...USUAL, ...timings };
  return {
    pollMs: all.pollMs,
    backOffMs: all.backOffMs,
    connect: (server) => connected(server, all).catch((error: unknown) => Promise.reject(readFailure(error))),
  };
}
