import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { buildMessage, type FileStore } from './build-message.js';
import { faultOf, isPermanent, readError, refusal, wordsOf } from './faults.js';
import type { Handover, HandoverResult, MailerPort, RecipientAnswer } from './port.js';
import { SmtpPool } from './smtp-pool.js';

/** What the server did with the envelope and the content. */
interface Answer {
  accepted: string[];
  rejectedErrors: unknown[];
  response: string;
}

/** How far the content came: whether its first byte may have left us, and whether its last. */
interface Progress {
  hasBegun: boolean;
  isWhole: boolean;
  /** What `beforeContent` threw. */
  stopped: { error: unknown } | null;
}

/** The mailer over nodemailer: connections per identity, checked TLS, files out of storage. */
export function createMailer(store: FileStore, timeouts?: { connectMs: number; answerMs: number }): MailerPort {
  const pool = new SmtpPool(timeouts);
  return {
    async test(server) {
      try {
        pool.giveBack(await pool.take(server));
        return null;
      } catch (error) {
        return { fault: faultOf(error), answer: wordsOf(readError(error)) };
      }
    },
    send: (handover) => handOver(pool, store, handover),
    close: () => pool.close(),
  };
}

async function handOver(pool: SmtpPool, store: FileStore, handover: Handover): Promise<HandoverResult> {
  const progress: Progress = { hasBegun: false, isWhole: false, stopped: null };
  let content: Readable | null = null;
  try {
    content = guarded(await buildMessage(handover.message, store), handover.beforeContent, progress);
    const lease = await pool.take(handover.server);
    try {
      const answer = await transfer(lease.connection, handover, content);
      pool.giveBack(lease);
      return answered(answer);
    } catch (error) {
      lease.connection.close();
      throw error;
    }
  } catch (error) {
    content?.destroy();
    if (progress.stopped) throw progress.stopped.error;
    return failed(error, progress);
  }
}

/** The content, which waits with its first byte until it is written down that it goes, and knows whether its last one was read. */
function guarded(content: Readable, before: () => Promise<void>, progress: Progress): Readable {
  const wait = async () => {
    try {
      await before();
      progress.hasBegun = true;
    } catch (error) {
      progress.stopped = { error };
      throw error;
    }
  };
  async function* read(): AsyncGenerator<Buffer> {
    await wait();
    for await (const chunk of content) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    progress.isWhole = true;
  }
  return Readable.from(read(), { objectMode: false });
}

function transfer(connection: SMTPConnection, { from, to }: Handover, content: Readable): Promise<Answer> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => reject(new Error('The server ended the connection.')));
    connection.send({ from, to: [...to] }, content, (error, info) => {
      if (error) reject(error);
      else resolve({ accepted: info.accepted.map(String), rejectedErrors: info.rejectedErrors ?? [], response: info.response });
    });
  });
}

function answered({ accepted, rejectedErrors, response }: Answer): HandoverResult {
  const taken: RecipientAnswer[] = accepted.map((address) => ({ address, state: 'accepted', answer: response }));
  return { kind: 'answered', recipients: [...taken, ...rejectedErrors.map((error) => refusal(readError(error)))], answer: response };
}

function failed(raw: unknown, progress: Progress): HandoverResult {
  const error = readError(raw);
  const answer = wordsOf(error);
  if (error.rejected.length > 0) return { kind: 'answered', recipients: error.rejected.map(refusal), answer };
  // Without an answer to the whole of it the server may have it; a content cut off in the middle it must throw away (RFC 5321, 4.1.1.4).
  if (progress.isWhole && error.responseCode === null) return { kind: 'unknown', answer };
  return { kind: 'not-sent', isPermanent: isPermanent(error), fault: faultOf(raw), answer };
}
