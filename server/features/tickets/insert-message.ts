import type { Message } from '../../../shared/models/tickets.js';
import type { Ctx } from '../../core/context.js';
import { newId } from '../../core/id.js';
import { MessageRow } from './message.entity.js';
import { presentMessage } from './message.presenter.js';

/** Inserts a note and publishes `ticket.message-added`. The ticket itself is the caller's to touch. */
export async function insertMessage(ctx: Ctx, note: { ticketId: string; text: string }): Promise<Message> {
  const row: MessageRow = {
    id: newId(ctx.now.getTime()),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    ticketId: note.ticketId,
    kind: 'note',
    authorId: ctx.actor.id,
    text: note.text,
    mail: null,
  };
  await ctx.db.insert(MessageRow, row);
  const message = presentMessage(row);
  await ctx.publish('ticket.message-added', message);
  return message;
}
