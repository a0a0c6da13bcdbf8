import type { createMailbox as createOperation, editMailbox as editOperation } from '../../../shared/contract/mail.js';
import type { Mailbox } from '../../../shared/models/mail.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError, isUniqueViolation } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { getSettings } from '../settings/index.js';
import { withReferences } from '../tickets/index.js';
import { MailboxRow } from './mail.entities.js';

/** A mailbox as it travels. */
export function presentMailbox(row: MailboxRow): Mailbox {
  const { id, version, address, name, teamId, language, isActive } = row;
  return { id, version, address, name, teamId, language, isActive };
}

/** All our addresses, oldest first. */
export async function listMailboxes(ctx: Ctx): Promise<{ items: Mailbox[] }> {
  return { items: (await ctx.db.find(MailboxRow, { order: { createdAt: 'ASC', id: 'ASC' } })).map(presentMailbox) };
}

/** Adds an address of ours, in the installation's language unless told. Throws MAILBOX_TAKEN, INVALID_REFERENCE. */
export async function createMailbox(ctx: Ctx, input: InputOf<typeof createOperation>): Promise<Mailbox> {
  const row: MailboxRow = {
    id: newId(ctx.now.getTime()),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    address: input.address.toLowerCase(),
    name: input.name,
    teamId: input.teamId,
    language: input.language ?? (await getSettings(ctx)).language,
    isActive: true,
  };
  await saved(() => ctx.db.insert(MailboxRow, row));
  await ctx.audit({ entity: 'mailboxes', entityId: row.id, action: 'created', changes: { address: [null, row.address] } });
  return told(ctx, row);
}

/** Edits a mailbox; fields not given stay. Throws STALE, NOT_FOUND, MAILBOX_TAKEN, INVALID_REFERENCE. */
export async function editMailbox(ctx: Ctx, { mailboxId, version, ...fields }: InputOf<typeof editOperation>): Promise<Mailbox> {
  const patch: Partial<MailboxRow> = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  if (patch.address !== undefined) patch.address = patch.address.toLowerCase();
  const { row, changes } = await saved(() => change(ctx, MailboxRow, { id: mailboxId, expected: version }, patch));
  return Object.keys(changes).length === 0 ? presentMailbox(row) : told(ctx, row);
}

async function told(ctx: Ctx, row: MailboxRow): Promise<Mailbox> {
  const mailbox = presentMailbox(row);
  await ctx.publish('mailbox.changed', mailbox);
  return mailbox;
}

async function saved<T>(save: () => Promise<T>): Promise<T> {
  try {
    return await withReferences(save);
  } catch (error) {
    if (isUniqueViolation(error, 'mailboxes_address_unique')) throw new AppError('MAILBOX_TAKEN', 'Another mailbox has this address.');
    throw error;
  }
}
