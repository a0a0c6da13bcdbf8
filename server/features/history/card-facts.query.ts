import type { CallerCard } from '../../../shared/models/caller-card.js';
import type { Ctx } from '../../core/context.js';
import { bind } from '../../core/db/condition.js';
import { type CardRow, cardSql } from './card-facts.sql.js';
import { hiddenFrom, hiddenFromAccount } from './interactions.policy.js';

/** The rows of the caller card that people and history know (console.md B.7: 1, 3, 6, 8, 9, 10). */
export type CardFacts = Pick<CallerCard, 'person' | 'company' | 'path' | 'owner' | 'alerts' | 'contacts' | 'consents' | 'pinnedNote'>;

const NOBODY: CardFacts = { person: null, company: null, path: [], owner: null, alerts: [], contacts: [], consents: [], pinnedNote: null };

/**
 * Everything people and history know for the caller card, in one statement. `readerId` is the agent the call is offered to: contacts of confidential teams they
 * are not in come without content; null hides all of them. Without a person the company's own contacts are shown.
 */
export async function cardFacts(
  ctx: Ctx,
  caller: { personId: string | null; companyId: string | null },
  readerId: string | null,
): Promise<CardFacts> {
  if (caller.personId === null && caller.companyId === null) return NOBODY;
  const hidden = readerId === null ? hiddenFrom({ accountId: null, teamIds: [], readsAll: false }, 'i') : hiddenFromAccount(readerId, 'i');
  const rows: CardRow[] = await ctx.db.query(cardSql(bind(hidden, 2)), [caller.personId, caller.companyId, ...hidden.params]);
  const row = rows[0];
  if (row === undefined) return NOBODY;
  return {
    person: row.person,
    company: row.company,
    path: row.path ?? [],
    owner: row.owner,
    alerts: alertsOf(row),
    contacts: (row.contacts ?? []).map((contact) => ({ ...contact, at: new Date(contact.at).toISOString() })),
    consents: (row.consents ?? []).map((consent) => ({ ...consent, at: new Date(consent.at).toISOString() })),
    pinnedNote: row.pinnedNote,
  };
}

/** Warnings first, then VIP, then what the language asks for; complaints are the tickets' to tell. */
function alertsOf(row: CardRow): CardFacts['alerts'] {
  const alerts: CardFacts['alerts'] = [];
  for (const text of [row.person?.warning, row.companyWarning]) if (text) alerts.push({ kind: 'warning', text, ticketId: null });
  if (row.person?.isVip || row.company?.tier === 'key') alerts.push({ kind: 'vip', text: null, ticketId: null });
  const wantsNoCalls = row.consents?.some((consent) => consent.purpose === 'service' && consent.channel === 'call' && !consent.isGranted);
  if (wantsNoCalls) alerts.push({ kind: 'no-calls', text: null, ticketId: null });
  if (row.person?.language && row.person.language !== row.language)
    alerts.push({ kind: 'language', text: row.person.language, ticketId: null });
  return alerts;
}
