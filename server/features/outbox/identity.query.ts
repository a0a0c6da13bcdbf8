import type { MailIdentity } from '../../../shared/models/mail.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';

/** An address mail goes out from. */
export interface Identity {
  mailboxId: string;
  address: string;
  name: string;
  teamId: string | null;
  language: 'de' | 'en';
  signatures: { de: string; en: string };
  usesPlusAddress: boolean;
}

const IDENTITIES = `SELECT b.id AS "mailboxId", b.address, b.name, b.team_id AS "teamId", b.language, s.uses_plus_address AS "usesPlusAddress",
  jsonb_build_object('de', s.signature_de, 'en', s.signature_en) AS signatures
  FROM mailboxes b JOIN mailbox_sending s ON s.id = b.id WHERE b.is_active ORDER BY b.created_at, b.id`;

/** Addresses of ours that mail can go out from, oldest first. */
export async function listIdentities(ctx: Ctx): Promise<{ items: MailIdentity[] }> {
  const rows: Identity[] = await ctx.db.query(IDENTITIES);
  return { items: rows.map(({ mailboxId, address, name, teamId, signatures }) => ({ mailboxId, address, name, teamId, signatures })) };
}

/** By what an identity is chosen, in this order: the one asked for, the mailbox the customer wrote to, that of the team, one without a team, any. */
export interface IdentityWish {
  mailboxId: string | undefined;
  arrivedIn: readonly string[];
  teamId: string | null;
}

/** The address a mail goes out from. Throws NO_IDENTITY: none can send, or the one asked for cannot. */
export async function chooseIdentity(ctx: Ctx, { mailboxId, arrivedIn, teamId }: IdentityWish): Promise<Identity> {
  const all: Identity[] = await ctx.db.query(IDENTITIES);
  const chosen =
    mailboxId === undefined
      ? (arrivedIn.flatMap((id) => all.find((one) => one.mailboxId === id) ?? [])[0] ??
        all.find((one) => teamId !== null && one.teamId === teamId) ??
        all.find((one) => one.teamId === null) ??
        all[0])
      : all.find((one) => one.mailboxId === mailboxId);
  if (!chosen) throw new AppError('NO_IDENTITY', 'No mailbox is set to send: Settings, Mail.');
  return chosen;
}
