import type { retryPoisonMail as operation } from '../../../shared/contract/mail.js';
import type { InputOf, OutputOf } from '../../../shared/operation.js';
import { PoisonMail } from '../../adapters/mailbox/port.js';
import { AppError } from '../../core/errors.js';
import type { Before } from '../../core/http/route.js';
import type { MailDelivery } from './mail-delivery.js';
import { setAside, settlePoison } from './poison.command.js';
import { poisonMail } from './poison.query.js';

/** Reads a set-aside mail again and takes it in. Throws NOT_FOUND, STILL_POISON with the reason. */
export async function retryPoisonMail(
  delivery: MailDelivery,
  { transaction, actor }: Before,
  { poisonId }: InputOf<typeof operation>,
): Promise<OutputOf<typeof operation>> {
  const kept = await transaction(actor, (ctx) => poisonMail(ctx, poisonId), { readOnly: true });
  const stored = { sha256: kept.rawSha256, bytes: kept.bytes, content: null };
  const mail = await delivery.read(stored);
  if (mail instanceof PoisonMail) {
    const reason = `${mail.code}: ${mail.message}`;
    await transaction(actor, (ctx) => setAside(ctx, { raw: stored, reason, mailbox: kept.mailbox }));
    throw new AppError('STILL_POISON', `This mail still cannot be read. ${reason}`, { reason });
  }
  const receipt = await delivery.receive(mail, stored, { mailbox: kept.mailbox, actor });
  if (receipt.outcome === 'failed')
    throw new AppError('STILL_POISON', `This mail still cannot be taken in. ${receipt.reason}`, { reason: receipt.reason });
  return { receipt, poison: await transaction(actor, (ctx) => settlePoison(ctx, poisonId, 'taken-in')) };
}
