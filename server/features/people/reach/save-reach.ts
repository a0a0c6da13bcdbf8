import type { editPerson } from '../../../../shared/contract/people.js';
import type { MailAddress, PhoneNumber } from '../../../../shared/models/people.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { newId } from '../../../core/id.js';
import type { OwnerColumn } from './reach-sql.js';
import type { PhoneRow } from './read-numbers.js';

type MailInputs = NonNullable<InputOf<typeof editPerson>['mails']>;
/** Whose numbers and addresses. */
export interface ReachOwner {
  column: OwnerColumn;
  id: string;
}

/** The mail addresses to store for a typed list: lower case, each once, those there before with their identity. */
export function readMails(inputs: MailInputs, existing: readonly MailAddress[]): MailAddress[] {
  const rows = inputs.map((input) => {
    const before = existing.find((mail) => mail.id === input.id);
    const address = input.address.toLowerCase();
    return {
      id: before?.id ?? newId(),
      address,
      kind: input.kind ?? before?.kind ?? ('work' as const),
      bounce: existing.find((mail) => mail.address === address)?.bounce ?? null,
      validFrom: input.validFrom ?? null,
      validUntil: input.validUntil ?? null,
    };
  });
  return rows.filter((row, index) => rows.findIndex((other) => other.address === row.address) === index);
}

/** Makes `rows` the numbers of the owner: adds, changes and removes. */
export async function savePhones(ctx: Ctx, owner: ReachOwner, rows: readonly PhoneRow[]): Promise<void> {
  await ctx.db.query(`DELETE FROM phone_numbers WHERE ${owner.column} = $1 AND id <> ALL($2::uuid[])`, [
    owner.id,
    rows.map((row) => row.id),
  ]);
  if (rows.length === 0) return;
  await ctx.db.query(
    `INSERT INTO phone_numbers (id, ${owner.column}, e164, extension, display, kind, is_main_line, stem, source, valid_from, valid_until, place, created_at)
     SELECT r.id, $2, r.e164, r.extension, r.display, r.kind, r."isMainLine", r.stem, r.source, r."validFrom", r."validUntil", r.place, $3
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, e164 text, extension text, display text, kind text, "isMainLine" boolean, stem text, source text,
       "validFrom" date, "validUntil" date, place int)
     ON CONFLICT (id) DO UPDATE SET e164 = EXCLUDED.e164, extension = EXCLUDED.extension, display = EXCLUDED.display, kind = EXCLUDED.kind,
       is_main_line = EXCLUDED.is_main_line, stem = EXCLUDED.stem, valid_from = EXCLUDED.valid_from, valid_until = EXCLUDED.valid_until, place = EXCLUDED.place`,
    [JSON.stringify(rows.map((row, place) => ({ ...row, place }))), owner.id, ctx.now],
  );
}

/** Makes `rows` the mail addresses of the owner. */
export async function saveMails(ctx: Ctx, owner: ReachOwner, rows: readonly MailAddress[]): Promise<void> {
  await ctx.db.query(`DELETE FROM mail_addresses WHERE ${owner.column} = $1 AND id <> ALL($2::uuid[])`, [
    owner.id,
    rows.map((row) => row.id),
  ]);
  if (rows.length === 0) return;
  await ctx.db.query(
    `INSERT INTO mail_addresses (id, ${owner.column}, address, kind, bounce, valid_from, valid_until, place, created_at)
     SELECT r.id, $2, r.address, r.kind, r.bounce, r."validFrom", r."validUntil", r.place, $3
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, address text, kind text, bounce jsonb, "validFrom" date, "validUntil" date, place int)
     ON CONFLICT (id) DO UPDATE SET address = EXCLUDED.address, kind = EXCLUDED.kind, bounce = EXCLUDED.bounce, valid_from = EXCLUDED.valid_from,
       valid_until = EXCLUDED.valid_until, place = EXCLUDED.place`,
    [JSON.stringify(rows.map((row, place) => ({ ...row, place }))), owner.id, ctx.now],
  );
}

/** Numbers for the audit, one line each. */
export function describePhones(phones: readonly PhoneNumber[]): string[] {
  return phones.map(
    (phone) =>
      `${phone.display}${phone.extension ? ` / ${phone.extension}` : ''} (${describeValidity(phone.isMainLine ? 'main' : phone.kind, phone)})`,
  );
}

/** Mail addresses for the audit, one line each. */
export function describeMails(mails: readonly MailAddress[]): string[] {
  return mails.map((mail) => `${mail.address} (${describeValidity(mail.kind, mail)}${mail.bounce === null ? '' : ', undeliverable'})`);
}

function describeValidity(kind: string, row: { validFrom: string | null; validUntil: string | null }): string {
  return row.validFrom === null && row.validUntil === null ? kind : `${kind}, ${row.validFrom ?? ''}–${row.validUntil ?? ''}`;
}
