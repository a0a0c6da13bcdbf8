import type { StoragePort } from '../../adapters/storage/port.js';
import type { Ctx } from '../../core/context.js';
import { found } from '../../core/errors.js';
import { FileAnswer } from '../../core/http/file-answer.js';

/** Where the bytes of mails lie. */
type Storage = Pick<StoragePort, 'get'>;

/** A file of a mail, to be saved, or shown when it is a harmless picture and asked for. Throws NOT_FOUND. */
export async function mailFile(
  storage: Storage,
  ctx: Ctx,
  { messageId, place, isInline = false }: { messageId: string; place: number; isInline?: boolean | undefined },
): Promise<FileAnswer> {
  const rows: { name: string; contentType: string; sha256: string }[] = await ctx.db.query(
    'SELECT a.name, a.content_type AS "contentType", a.sha256 FROM mail_attachments a WHERE a.mail_id = $1 AND a.place = $2',
    [messageId, place],
  );
  const { name, contentType, sha256 } = found(rows[0], 'file');
  return new FileAnswer({ name, contentType, isInline, open: () => storage.get(sha256) });
}

/** A mail as it came. Throws NOT_FOUND, also for a mail of ours. */
export async function mailRaw(storage: Storage, ctx: Ctx, messageId: string): Promise<FileAnswer> {
  const rows: { subject: string; sha256: string | null }[] = await ctx.db.query(
    'SELECT m.subject, m.raw_sha256 AS sha256 FROM mails m WHERE m.id = $1',
    [messageId],
  );
  const { subject, sha256 } = found(rows[0], 'mail');
  return rawAnswer(storage, found(sha256, 'raw mail'), subject);
}

/** A set-aside mail as it came. Throws NOT_FOUND. */
export async function poisonRaw(storage: Storage, ctx: Ctx, poisonId: string): Promise<FileAnswer> {
  const rows: { sha256: string }[] = await ctx.db.query('SELECT p.raw_sha256 AS sha256 FROM poison_mails p WHERE p.id = $1', [poisonId]);
  return rawAnswer(storage, found(rows[0], 'set-aside mail').sha256, 'set-aside');
}

function rawAnswer(storage: Storage, sha256: string, name: string): FileAnswer {
  return new FileAnswer({ name: `${name.slice(0, 120) || 'mail'}.eml`, contentType: 'message/rfc822', open: () => storage.get(sha256) });
}
