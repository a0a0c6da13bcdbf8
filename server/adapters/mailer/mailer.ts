import { Readable } from 'node:stream';
import { buildMessage, type FileStore } from './build-message.js';
import { faultOf, isPermanent, readError, refusal, wordsOf } from './faults.js';
import type { Handover, HandoverResult, MailerPort, RecipientAnswer } from './port.js';
import { type Lease, SmtpPool, untilDone } from './smtp-pool.js';

/** What the server did with the envelope and the content. */
interface Answer {
  accepted: unknown[];
  rejectedErrors?: unknown[] | undefined;
  response: string;
  serverMessageId?: string | undefined;
}

/** How far the content came: whether its last byte was read, and what `beforeContent` threw. */
interface Progress {
  isWhole: boolean;
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
    async build(message) {
      const { content, release } = await buildMessage(message, store);
      try {
        return Buffer.concat(await content.toArray());
      } finally {
        release();
      }
    },
    send: (handover) => handOver(pool, store, handover),
    close: () => pool.close(),
  };
}

async function handOver(pool: SmtpPool, store: FileStore, handover: Handover): Promise<HandoverResult> {
  for (;;) {
    let lease: Lease;
    try {
      lease = await pool.take(handover.server);
    } catch (error) {
      return failed(error, { isWhole: false, stopped: null });
    }
    const wasUsed = lease.mails > 0;
    const result = await transfer(pool, lease, { store, handover });
    // A connection that lay idle may have been ended by the server before we asked for anything: then a fresh one is asked, once per idle one.
    if (!(wasUsed && result.kind === 'not-sent' && result.fault === 'no-connection')) return result;
  }
}

async function transfer(
  pool: SmtpPool,
  lease: Lease,
  { store, handover }: { store: FileStore; handover: Handover },
): Promise<HandoverResult> {
  const progress: Progress = { isWhole: false, stopped: null };
  let release: () => void = () => undefined;
  try {
    const built = await buildMessage(handover.message, store);
    release = built.release;
    const content = guarded(built.content, handover.beforeContent, progress);
    const envelope = { from: handover.from, to: [...handover.to] };
    const answer = await untilDone<Answer>(lease, (done) => lease.connection.send(envelope, content, done));
    pool.giveBack(lease);
    return answered(answer ?? { accepted: [], response: '' });
  } catch (error) {
    lease.onGone = () => undefined;
    lease.connection.close();
    if (progress.stopped) throw progress.stopped.error;
    return failed(error, progress);
  } finally {
    release();
  }
}

/** The content, which waits with its first byte until it is written down that it goes, and knows whether its last one was read. */
function guarded(content: Readable, before: () => Promise<void>, progress: Progress): Readable {
  const begin = async () => {
    try {
      await before();
    } catch (error) {
      progress.stopped = { error };
      throw error;
    }
  };
  async function* read(): AsyncGenerator<Buffer> {
    await begin();
    for await (const chunk of content) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    progress.isWhole = true;
  }
  return Readable.from(read(), { objectMode: false });
}

function answered({ accepted, rejectedErrors = [], response, serverMessageId }: Answer): HandoverResult {
  const taken: RecipientAnswer[] = accepted.map((address) => ({ address: String(address), state: 'accepted', answer: response }));
  return {
    kind: 'answered',
    recipients: [...taken, ...rejectedErrors.map((error) => refusal(readError(error)))],
    answer: response,
    newMessageId: serverMessageId?.replace(/[<>]/g, '') ?? null,
  };
}

function failed(raw: unknown, progress: Progress): HandoverResult {
  const error = readError(raw);
  const answer = wordsOf(error);
  if (error.rejected.length > 0) return { kind: 'answered', recipients: error.rejected.map(refusal), answer, newMessageId: null };
  // Without an answer to the whole of it the server may have it; a content cut off in the middle it must throw away (RFC 5321, 4.1.1.4).
  if (progress.isWhole && error.responseCode === null) return { kind: 'unknown', answer };
  return { kind: 'not-sent', isPermanent: isPermanent(raw), fault: faultOf(raw), answer };
}
