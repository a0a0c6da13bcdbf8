import { Readable } from 'node:stream';
import type { uploadFile as operation } from '../../../shared/contract/outbox.js';
import type { MailUpload } from '../../../shared/models/mail.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import type { HttpFacts } from '../../core/http/http-facts.js';
import type { Before } from '../../core/http/route.js';
import { newId } from '../../core/id.js';
import { MailUploadRow } from './outbox.entities.js';
import type { OutboxDeps } from './outbox-deps.js';

/** Files nobody sent are forgotten after this long, ms. */
const KEPT_MS = 48 * 3_600_000;

/** Keeps a file for a mail being written: bytes to storage first, then the row that names them. Throws PAYLOAD_TOO_LARGE. */
export async function keepUpload(
  deps: OutboxDeps,
  door: Before,
  request: { input: InputOf<typeof operation>; http: HttpFacts },
): Promise<MailUpload> {
  const { input, http } = request;
  if (http.bodyBytes !== null && http.bodyBytes > deps.maxBytes) {
    http.body.resume();
    throw tooLarge(deps.maxBytes);
  }
  const { sha256, bytes } = await deps.storage.put(Readable.from(upTo(http.body, deps.maxBytes)));
  return door.transaction(door.actor, async (ctx) => {
    const file = {
      id: newId(ctx.now.getTime()),
      name: input.name,
      contentType: input.contentType ?? 'application/octet-stream',
      bytes,
      sha256,
    };
    await ctx.db.query(
      'INSERT INTO mail_uploads (id, account_id, name, content_type, bytes, sha256, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [file.id, ctx.actor.id, file.name, file.contentType, bytes, sha256, ctx.now],
    );
    return file;
  });
}

async function* upTo(source: Readable, most: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += piece.length;
    if (bytes > most) throw tooLarge(most);
    yield piece;
  }
}

/** The refusal of files that are more than a mail may carry. `most`: bytes. */
export function tooLarge(most: number): AppError {
  const limit = `Files of ${Math.floor(most / 1_048_576)} MB altogether can be sent along.`;
  return new AppError('PAYLOAD_TOO_LARGE', limit, { maxBytes: most });
}

/** The actor's files by their ids, in that order. Throws UPLOAD_GONE. */
export async function uploadsOf(ctx: Ctx, ids: readonly string[]): Promise<MailUpload[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .createQueryBuilder(MailUploadRow, 'u')
    .where('u.id = ANY(:ids) AND u.accountId = :accountId', { ids, accountId: ctx.actor.id })
    .getMany();
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw new AppError('UPLOAD_GONE', 'A file to send along is not there any more.', { uploadId: id });
    return { id, name: row.name, contentType: row.contentType, bytes: Number(row.bytes), sha256: row.sha256 };
  });
}

/** Forgets files that were never sent. Their bytes stay, as all content does. */
export async function forgetUploads(ctx: Ctx): Promise<void> {
  await ctx.db.query('DELETE FROM mail_uploads WHERE created_at < $1', [new Date(ctx.now.getTime() - KEPT_MS)]);
}
