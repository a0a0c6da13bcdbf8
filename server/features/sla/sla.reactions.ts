import type { Ctx } from '../../core/context.js';
import { type Reaction, react } from '../../core/feature.js';
import { recountTicket } from './recount.command.js';
import { recountOpen, recountOpenOf } from './recount-all.job.js';

/** Contacts of any kind, and mails that came in: their entry in the history is written last. */
async function afterContact(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const [row]: { ticketId: string }[] = await ctx.db.query(
    `SELECT ticket_id AS "ticketId" FROM interactions WHERE id = $1 AND ticket_id IS NOT NULL
       AND EXISTS (SELECT 1 FROM sla_policies WHERE is_active)`,
    [id],
  );
  if (row) await recountTicket(ctx, row.ticketId);
}

/** A mail of ours, on its way, gone out or taken back. Notes are not for customers, and what customers write is a contact too. */
async function afterMail(ctx: Ctx, message: { ticketId: string; mail: { direction: string } | null }): Promise<void> {
  if (message.mail?.direction === 'out') await recountTicket(ctx, message.ticketId);
}

/** What the clocks of tickets follow, in the transaction in which it happens. */
export const slaReactions: readonly Reaction[] = [
  // A customer's mail is on its way into a ticket just made: it is counted when it stands there.
  react('ticket.created', async (ctx, ticket) => {
    if (ticket.channel !== 'mail') await recountTicket(ctx, ticket.id);
  }),
  react('ticket.changed', (ctx, ticket) => recountTicket(ctx, ticket.id)),
  react('ticket.message-added', afterMail),
  react('ticket.message-changed', afterMail),
  react('ticket.message-removed', afterMail),
  react('interaction.changed', afterContact),
  react('ticket-move.changed', async (ctx, { fromId, intoId }) => {
    for (const id of [fromId, intoId].sort()) await recountTicket(ctx, id);
  }),
  react('sla-policy.changed', recountOpen),
  react('sla-policy.removed', recountOpen),
  react('sla-calendar.changed', recountOpen),
  // What a policy asks of them decides which one applies: key accounts, important people, the tree of reasons.
  react('company.changed', (ctx, company) => recountOpenOf(ctx, 'tiers', { companyId: company.id })),
  react('person.changed', (ctx, person) => recountOpenOf(ctx, 'tiers', { personId: person.id })),
  react('ticket-reason.changed', (ctx) => recountOpenOf(ctx, 'reasonIds', {})),
  react('ticket-reason.removed', (ctx) => recountOpenOf(ctx, 'reasonIds', {})),
];
