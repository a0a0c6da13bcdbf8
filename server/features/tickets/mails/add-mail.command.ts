import type { MessageMail } from '../../../../shared/models/mail.js';
import type { Message } from '../../../../shared/models/tickets.js';
import type { Ctx } from '../../../core/context.js';
import type { MessageRow } from '../message.entity.js';
import { presentMessage } from '../message.presenter.js';

/** A mail on its way into a ticket's history. */
export interface NewMailMessage {
  /** Made before by `newId`: an outgoing mail carries it in its Message-ID. */
  id: string;
  ticketId: string;
  /** Who wrote an outgoing one; null for what customers wrote. */
  authorId: string | null;
  text: string;
  mail: MessageMail;
}

/** Puts a mail into the history of its ticket and publishes `ticket.message-added`. The ticket itself is the caller's to move. */
export async function addMail(ctx: Ctx, message: NewMailMessage): Promise<Message> {
  const { id, ticketId, authorId, text, mail } = message;
  ctx.write(
    `INSERT INTO messages (id, version, created_at, updated_at, ticket_id, kind, author_id, text, mail) VALUES ($1, 1, $2, $2, $3, 'mail', $4, $5, $6)`,
    [id, ctx.now, ticketId, authorId, text, JSON.stringify(mail)],
  );
  const row: MessageRow = { id, version: 1, createdAt: ctx.now, updatedAt: ctx.now, ticketId, kind: 'mail', authorId, text, mail };
  const presented = presentMessage(row);
  await ctx.publish('ticket.message-added', presented);
  return presented;
}
