import type { MailDraft } from '../../../shared/models/mail.js';
import type { Message } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { recordOutgoing } from '../mail/index.js';
import type { TicketTrace } from '../tickets/index.js';
import { type OutgoingContent, OutgoingMailRow } from './outbox.entities.js';
import { sendDeadline } from './outbox-deadlines.js';
import { progressOf } from './progress.js';

/** A mail that was put together, on its way into the outbox. */
export interface EnteringMail {
  ticket: { id: string; counter: number };
  mailboxId: string;
  content: OutgoingContent;
  /** What the writer wrote, without signature and quotes. */
  text: string;
  draft: MailDraft;
  /** What it changed on the ticket; null: nothing. */
  trace: TicketTrace | null;
  /** How long it can be taken back, ms. */
  holdMs: number;
}

/** Puts a mail into the ticket's history and into the outbox, from where it goes out when its hold is over. */
export async function enterOutgoing(ctx: Ctx, entering: EnteringMail, key: Buffer): Promise<Message> {
  const { ticket, mailboxId, content, text, draft, trace } = entering;
  const heldUntil = new Date(ctx.now.getTime() + entering.holdMs);
  const named = [...content.to, ...content.cc].map(({ address }) => address);
  // One mailbox in two spellings gets one mail.
  const addresses = named.filter((one, at) => named.findIndex((other) => other.toLowerCase() === one.toLowerCase()) === at);
  const start = {
    ...{ heldUntil, attempts: 0, nextAt: heldUntil, sentAt: null, answer: null },
    recipients: addresses.map((address) => ({ address, state: 'waiting' as const, answer: null })),
  };
  const { from, to, cc, subject, isAutomatic } = content;
  const { message, headerId } = await recordOutgoing(
    ctx,
    {
      ...{ ticket, authorId: ctx.actor.id, text, subject, from, to, cc, isAutomatic },
      attachments: content.attachments.map((file) => ({ ...file, isInline: false })),
      body: { text: content.text, html: content.html },
      references: [...content.references].reverse(),
      progress: progressOf(start),
    },
    key,
  );
  const row: OutgoingMailRow = {
    ...{ id: message.id, ticketId: ticket.id, mailboxId, authorId: ctx.actor.id, headerId, state: 'queued', content },
    ...{ ...start, draft, ticketTrace: trace },
    ...{ fence: 0, nodeId: null, hasBegun: false, firstTryAt: null, createdAt: ctx.now },
  };
  await ctx.db.insert(OutgoingMailRow, row);
  await ctx.deadline(sendDeadline, message.id, heldUntil, { messageId: message.id });
  await ctx.audit({ entity: 'messages', entityId: message.id, action: 'written', changes: { to: [null, addresses] } });
  return message;
}
