import type { getMailboxFetching as getOperation, setMailboxFetching as setOperation } from '../../../shared/contract/fetching.js';
import type { MailboxFetching } from '../../../shared/models/fetching.js';
import type { InputOf, OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError, found } from '../../core/errors.js';
import { seal } from '../../core/installation-key.js';
import { presentState } from './fetch-state.command.js';
import { MailboxFetchingRow, MailboxFetchStateRow } from './fetching.entities.js';

function present(row: MailboxFetchingRow): MailboxFetching {
  const { id, version, isOn, host, port, security, login, signIn, oauth, folder, begins, afterReading, sentCopy, sealedSecret } = row;
  const hasSecret = sealedSecret !== null;
  return {
    ...{ id, version, isOn, host, port, security, login, signIn, hasSecret, oauth, folder, begins },
    ...{ after: afterReading, sent: sentCopy },
  };
}

/** How a mailbox is read and how that goes; null when nothing was set. */
export async function getFetching(ctx: Ctx, mailboxId: string): Promise<OutputOf<typeof getOperation>> {
  const row = await ctx.db.findOneBy(MailboxFetchingRow, { id: mailboxId });
  const state = row && (await ctx.db.findOneBy(MailboxFetchStateRow, { id: mailboxId }));
  return { fetching: row && present(row), state: state && presentState(state) };
}

/** Sets how a mailbox is read; the secret is sealed with the installation's key, and stays when none is given. Throws STALE, NOT_FOUND. */
export async function setFetching(ctx: Ctx, input: InputOf<typeof setOperation>, key: Buffer): Promise<MailboxFetching> {
  const { mailboxId: id, version, secret, after: afterReading, sent: sentCopy, ...rest } = input;
  const mailboxes: unknown[] = await ctx.db.query('SELECT 1 FROM mailboxes WHERE id = $1 FOR UPDATE', [id]);
  found(mailboxes[0], 'mailbox');
  const sealed = secret === undefined ? {} : { sealedSecret: secret === null ? null : seal(key, secret) };
  const fields = { ...rest, afterReading, sentCopy, ...sealed };
  const known = await ctx.db.findOneBy(MailboxFetchingRow, { id });
  if (!known && version !== 0) throw new AppError('STALE', 'Nothing was set yet: version 0 begins.', { id, version: 0 });
  if (!known) {
    const row: MailboxFetchingRow = { id, version: 1, createdAt: ctx.now, updatedAt: ctx.now, sealedSecret: null, ...fields };
    await ctx.db.insert(MailboxFetchingRow, row);
    await ctx.audit({ entity: 'mailbox_fetching', entityId: id, action: 'created', changes: { host: [null, row.host] } });
    return told(ctx, row);
  }
  const { row, changes } = await change(ctx, MailboxFetchingRow, { id, expected: version, secret: ['sealedSecret'] }, fields);
  return Object.keys(changes).length === 0 ? present(row) : told(ctx, row);
}

async function told(ctx: Ctx, row: MailboxFetchingRow): Promise<MailboxFetching> {
  const fetching = present(row);
  await ctx.publish('mailbox-fetching.changed', fetching);
  return fetching;
}
