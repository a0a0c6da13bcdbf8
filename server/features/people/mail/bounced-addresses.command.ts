import type { AddressBounce, MailAddress } from '../../../../shared/models/people.js';
import type { Ctx } from '../../../core/context.js';
import { change } from '../../../core/db/change.js';
import { CompanyEntity } from '../companies/company.entity.js';
import { loadCompany } from '../companies/load-company.query.js';
import { loadPerson } from '../load-person.query.js';
import { PersonEntity } from '../person.entity.js';
import { describeMails } from '../reach/save-reach.js';

/** An address that mail came back from, lower case. */
export interface ReturnedAddress {
  address: string;
  status: string | null;
  reason: string;
}

/** Marks addresses, wherever they stand, as such that mail comes back from. One that is marked keeps its first day. */
export async function markBounced(ctx: Ctx, returned: readonly ReturnedAddress[]): Promise<void> {
  for (const { address, status, reason } of returned) await setBounce(ctx, address, { at: ctx.now.toISOString(), status, reason });
}

/** Takes the mark from an address: a mail came from it, or arrived there. */
export function clearBounced(ctx: Ctx, address: string): Promise<void> {
  return setBounce(ctx, address, null);
}

/** Index: mail_addresses_address. */
async function setBounce(ctx: Ctx, address: string, bounce: AddressBounce | null): Promise<void> {
  const owners: { personId: string | null; companyId: string | null }[] = await ctx.db.query(
    `SELECT DISTINCT a.person_id AS "personId", a.company_id AS "companyId" FROM mail_addresses a
     WHERE a.address = $1 AND (a.bounce IS NULL) = $2 ORDER BY 1, 2 LIMIT 20`,
    [address, bounce !== null],
  );
  for (const { personId, companyId } of owners) {
    const write = () =>
      ctx.db.query('UPDATE mail_addresses SET bounce = $2 WHERE address = $1 AND (person_id = $3 OR company_id = $4)', [
        ...[address, bounce === null ? null : JSON.stringify(bounce), personId, companyId],
      ]);
    if (personId !== null) await onPerson(ctx, personId, write);
    else if (companyId !== null) await onCompany(ctx, companyId, write);
  }
}

const also = (before: readonly MailAddress[], after: readonly MailAddress[]) => ({
  mails: [describeMails(before), describeMails(after)] as [unknown, unknown],
});

async function onPerson(ctx: Ctx, id: string, write: () => Promise<unknown>): Promise<void> {
  const before = await loadPerson(ctx, id);
  await write();
  await change(ctx, PersonEntity, { id, expected: null, also: also(before.mails, (await loadPerson(ctx, id)).mails) }, {});
  await ctx.publish('person.changed', await loadPerson(ctx, id));
}

async function onCompany(ctx: Ctx, id: string, write: () => Promise<unknown>): Promise<void> {
  const before = await loadCompany(ctx, id);
  await write();
  await change(ctx, CompanyEntity, { id, expected: null, also: also(before.mails, (await loadCompany(ctx, id)).mails) }, {});
  await ctx.publish('company.changed', await loadCompany(ctx, id));
}

/** Addresses among these that mail comes back from. */
export async function bouncedAddresses(
  ctx: Ctx,
  { addresses }: { addresses: string[] },
): Promise<{ items: (AddressBounce & { address: string })[] }> {
  const rows: { address: string; bounce: AddressBounce }[] = await ctx.db.query(
    'SELECT DISTINCT ON (a.address) a.address, a.bounce FROM mail_addresses a WHERE a.address = ANY($1::text[]) AND a.bounce IS NOT NULL ORDER BY a.address',
    [addresses.map((one) => one.toLowerCase())],
  );
  return { items: rows.map(({ address, bounce }) => ({ address, ...bounce })) };
}
