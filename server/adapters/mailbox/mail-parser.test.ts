import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { createMailParser } from './mail-parser.js';
import { PoisonMail } from './poison-mail.js';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Keeps nothing but what storage must answer. */
const storage = {
  async put(content: Buffer | Readable) {
    const chunks: Buffer[] = [];
    for await (const chunk of Buffer.isBuffer(content) ? [content] : content) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    return { sha256: sha256(bytes), bytes: bytes.length };
  },
};
const parser = createMailParser({ storage, workers: 1 });
afterAll(() => parser.close());

const file = Buffer.alloc(400_000, 'flat memory ');
const mail = Buffer.from(
  [
    'From: Ada <ada@example.org>',
    'Content-Type: multipart/mixed; boundary=cut',
    '',
    '--cut',
    '',
    'See the file.',
    '--cut',
    'Content-Type: application/pdf; name=plan.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    file.toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--cut--',
  ].join('\r\n'),
);

describe('the mail parser in its worker', () => {
  it('reads bytes, and has the attachment in storage when it answers', async () => {
    const read = await parser.parse(mail);
    expect(read.text).toBe('See the file.');
    expect(read.attachments).toEqual([
      { name: 'plan.pdf', contentType: 'application/pdf', isInline: false, cid: null, bytes: file.length, sha256: sha256(file) },
    ]);
    expect(read.rawSha256).toBe(sha256(mail));
  });

  it('reads a stream that comes in small pieces to the same end', async () => {
    const pieces = Array.from({ length: Math.ceil(mail.length / 7001) }, (_, at) => mail.subarray(at * 7001, (at + 1) * 7001));
    expect(await parser.parse(Readable.from(pieces))).toEqual(await parser.parse(mail));
  });

  it('refuses a header beyond all measure as poison, and reads the next message', async () => {
    const poison = Buffer.from(`From: a@example.org\r\nX-Long: ${'x'.repeat(3_000_000)}\r\n\r\nhello`);
    await expect(parser.parse(poison)).rejects.toMatchObject({ name: 'PoisonMail', code: 'header-too-large' });
    expect((await parser.parse(Buffer.from('Subject: next\r\n\r\nhello'))).subject).toBe('next');
  });

  it('says what the store said when storing fails', async () => {
    const broken = createMailParser({ storage: { put: () => Promise.reject(new Error('disk full')) }, workers: 1 });
    await expect(broken.parse(mail)).rejects.toThrow('disk full');
    await broken.close();
  });

  it('ends a worker that takes too long, and starts another', async () => {
    const silent = new Readable({ read: () => undefined });
    const hasty = createMailParser({ storage, workers: 1, limits: { timeMs: 100 } });
    const refused = await hasty.parse(silent).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PoisonMail);
    expect(refused).toMatchObject({ code: 'timeout' });
    await hasty.close();
  });
});
