import type { Ctx } from '../../core/context.js';
import { numberStyle } from '../tickets/index.js';
import type { PointerRules } from './threading/pointers.js';

/** One address of ours, as receiving needs it. */
export interface HouseMailbox {
  id: string;
  address: string;
  teamId: string | null;
  language: 'de' | 'en';
  isActive: boolean;
}

/** What of the installation every mail asks for. */
export interface MailHouse {
  mailboxes: readonly HouseMailbox[];
  /** Their addresses. */
  own: ReadonlySet<string>;
  mayStrangersJoin: boolean;
  country: string;
  language: 'de' | 'en';
}

interface Row {
  mailboxes: HouseMailbox[];
  settings: { mailStrangers?: string; country?: string; language?: 'de' | 'en' };
}

/** Mailboxes and settings in one statement. */
export async function mailHouse(ctx: Ctx): Promise<MailHouse> {
  const [row]: Row[] = await ctx.db.query(
    `SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'address', b.address, 'teamId', b.team_id, 'language', b.language, 'isActive', b.is_active)
         ORDER BY b.created_at, b.id), '[]') FROM mailboxes b) AS mailboxes,
       (SELECT coalesce(jsonb_object_agg(s.key, s.value), '{}') FROM settings s WHERE s.key = ANY($1::text[])) AS settings`,
    [['mailStrangers', 'country', 'language']],
  );
  const { mailboxes = [], settings = {} } = row ?? {};
  return {
    mailboxes,
    own: new Set(mailboxes.map(({ address }) => address)),
    mayStrangersJoin: settings.mailStrangers === 'join',
    country: settings.country ?? 'DE',
    language: settings.language ?? 'de',
  };
}

/** What reading a mail's pointers takes. */
export async function pointerRules(ctx: Ctx, house: MailHouse, key: Buffer): Promise<PointerRules> {
  return { key, style: await numberStyle(ctx), mailboxes: house.own };
}
