import type { Message } from '../../../shared/models/tickets.js';
import type { MessageRow } from './message.entity.js';

/** A message as it travels. */
export function presentMessage(row: MessageRow): Message {
  return {
    id: row.id,
    version: row.version,
    ticketId: row.ticketId,
    kind: row.kind,
    authorId: row.authorId,
    text: row.text,
    mail: row.mail,
    at: row.createdAt.toISOString(),
  };
}
