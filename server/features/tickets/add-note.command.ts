import type { addNote as operation } from '../../../shared/contract/tickets.js';
import type { Message } from '../../../shared/models/tickets.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { insertMessage } from './insert-message.js';
import { mentionColleagues } from './mention.command.js';
import { touchTicket } from './touch-ticket.js';

/** Adds a note and moves the ticket up in the lists; a new ticket is open from now; colleagues it names are told. What is written on a merged one arrives where it is now. */
export async function addNote(ctx: Ctx, input: InputOf<typeof operation>): Promise<Message> {
  const ticket = await touchTicket(ctx, input.ticketId);
  await mentionColleagues(ctx, ticket, input.text);
  return insertMessage(ctx, { ticketId: ticket.id, text: input.text });
}
