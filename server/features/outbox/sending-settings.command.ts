import type { setMailboxSending as operation } from '../../../shared/contract/outbox.js';
import type { MailboxSending } from '../../../shared/models/mail.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError, found } from '../../core/errors.js';
import { seal } from '../../core/installation-key.js';
import { MailboxSendingRow } from './outbox.entities.js';

/** Until somebody says so. */
const SILENT = { acknowledges: false, signsInAsReading: false, acknowledgementDe: '', acknowledgementEn: '' };

function present(row: MailboxSendingRow): MailboxSending {
  const { id, version, host, port, security, login, signatureDe, signatureEn, usesPlusAddress, signsInAsReading } = row;
  const signatures = { de: signatureDe, en: signatureEn };
  const acknowledgement = { isOn: row.acknowledges, de: row.acknowledgementDe, en: row.acknowledgementEn };
  return {
    id,
    version,
    host,
    port,
    security,
    login,
    hasPassword: row.sealedPassword !== null,
    signsInAsReading,
    signatures,
    usesPlusAddress,
    acknowledgement,
  };
}

/** How a mailbox sends; null when nothing was set. */
export async function getSending(ctx: Ctx, mailboxId: string): Promise<{ sending: MailboxSending | null }> {
  const row = await ctx.db.findOneBy(MailboxSendingRow, { id: mailboxId });
  return { sending: row && present(row) };
}

/** Sets how a mailbox sends; the password is sealed with the installation's key, and stays when none is given. Throws STALE, NOT_FOUND. */
export async function setSending(ctx: Ctx, input: InputOf<typeof operation>, key: Buffer): Promise<MailboxSending> {
  const { mailboxId: id, version, password, acknowledgement, host, port, security, login, signatures, usesPlusAddress } = input;
  const mailboxes: unknown[] = await ctx.db.query('SELECT 1 FROM mailboxes WHERE id = $1 FOR UPDATE', [id]);
  found(mailboxes[0], 'mailbox');
  const fields = {
    ...{ host, port, security, login, usesPlusAddress, signatureDe: signatures.de, signatureEn: signatures.en },
    ...(input.signsInAsReading === undefined ? {} : { signsInAsReading: input.signsInAsReading }),
    ...(acknowledgement
      ? { acknowledges: acknowledgement.isOn, acknowledgementDe: acknowledgement.de, acknowledgementEn: acknowledgement.en }
      : {}),
    ...(password === undefined ? {} : { sealedPassword: password === null ? null : seal(key, password) }),
  };
  const known = await ctx.db.findOneBy(MailboxSendingRow, { id });
  if (!known && version !== 0) throw new AppError('STALE', 'Nothing was set yet: version 0 begins.', { id, version: 0 });
  if (!known) {
    const row: MailboxSendingRow = { id, version: 1, createdAt: ctx.now, updatedAt: ctx.now, sealedPassword: null, ...SILENT, ...fields };
    await ctx.db.insert(MailboxSendingRow, row);
    await ctx.audit({ entity: 'mailbox_sending', entityId: id, action: 'created', changes: { host: [null, host] } });
    return told(ctx, row);
  }
  const { row, changes } = await change(ctx, MailboxSendingRow, { id, expected: version, secret: ['sealedPassword'] }, fields);
  return Object.keys(changes).length === 0 ? present(row) : told(ctx, row);
}

async function told(ctx: Ctx, row: MailboxSendingRow): Promise<MailboxSending> {
  const sending = present(row);
  await ctx.publish('mailbox-sending.changed', sending);
  return sending;
}
