import type { EventPayload } from '../../../../shared/events/index.js';
import type { TicketKind } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import { type Reaction, react } from '../../../core/feature.js';
import { createReason } from './create-reason.command.js';

type Language = 'de' | 'en';
interface Branch {
  name: Record<Language, string>;
  leaves: readonly (readonly [kind: TicketKind, de: string, en: string])[];
}

/** A tree to begin with: what most hotlines are asked. Administrators change it in the settings. */
const BEGINNING: readonly Branch[] = [
  {
    name: { de: 'Rechnung und Zahlung', en: 'Invoice and payment' },
    leaves: [
      ['complaint', 'Falscher Betrag', 'Wrong amount'],
      ['complaint', 'Mahnung trotz Zahlung', 'Reminder after payment'],
      ['request', 'Rechnungskopie', 'Copy of an invoice'],
    ],
  },
  {
    name: { de: 'Lieferung und Termin', en: 'Delivery and appointment' },
    leaves: [
      ['question', 'Wann kommt es?', 'When will it arrive?'],
      ['complaint', 'Unvollständig oder beschädigt', 'Incomplete or damaged'],
      ['request', 'Termin verschieben', 'Move an appointment'],
    ],
  },
  {
    name: { de: 'Produkt und Technik', en: 'Product and technology' },
    leaves: [
      ['fault', 'Störung', 'Does not work'],
      ['question', 'Bedienung', 'How to use it'],
    ],
  },
  {
    name: { de: 'Vertrag und Daten', en: 'Contract and data' },
    leaves: [
      ['request', 'Anschrift ändern', 'Change of address'],
      ['request', 'Kündigung', 'Cancellation'],
    ],
  },
];

/** Gives a new installation its first reasons, in the language of its first account. Nothing happens once there is any reason or a second account. */
export const firstReasons: Reaction = react('account.changed', async (ctx: Ctx, account: EventPayload<'account.changed'>) => {
  const [state]: { isNew: boolean }[] = await ctx.db.query(
    'SELECT NOT EXISTS (SELECT 1 FROM ticket_reasons) AND NOT EXISTS (SELECT 1 FROM accounts WHERE NOT is_demo OFFSET 1) AS "isNew"',
  );
  if (!state?.isNew) return;
  const { language } = account;
  for (const { name, leaves } of BEGINNING) {
    const branch = await createReason(ctx, { name: name[language] });
    for (const [kind, de, en] of leaves) await createReason(ctx, { name: { de, en }[language], kind, parentId: branch.id });
  }
});
