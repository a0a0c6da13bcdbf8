import type { splitTicket as operation } from '../../../../shared/contract/ticket-moves.js';
import type { MessageMail } from '../../../../shared/models/mail.js';
import type { TicketMove } from '../../../../shared/models/ticket-moves.js';
import type { Ticket, TicketKind } from '../../../../shared/models/tickets.js';
import type { InputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { AppError, found } from '../../../core/errors.js';
import { changeTicket, lockTicket } from '../change-ticket.js';
import { insertTicket } from '../insert-ticket.js';
import type { TicketRow } from '../ticket.entity.js';
import { enterMove } from './enter-move.command.js';
import { keepTicket } from './kept-ticket.js';

interface Taken {
  id: string;
  mail: MessageMail | null;
}

/**
 * Moves messages of a ticket to a new one that the same people see. It belongs to whoever wrote them, and what answers them arrives there. Throws NOT_FOUND
 * (also for a message of another ticket), TICKET_MERGED.
 */
export async function splitTicket(ctx: Ctx, input: InputOf<typeof operation>): Promise<TicketMove> {
  const row = found(await lockTicket(ctx, input.ticketId), 'ticket');
  const taken = await messagesToTake(ctx, row.id, [...new Set(input.messageIds)]);
  const made = await makeTicket(ctx, row, { subject: input.subject, taken });
  const kept = keepTicket(row);
  const left = await changeTicket(ctx, { id: row.id, expected: null }, { activeAt: ctx.now });
  await ctx.audit({ entity: 'tickets', entityId: row.id, action: 'split-off', changes: { ticket: [null, made.numberText] } });
  await ctx.audit({ entity: 'tickets', entityId: made.id, action: 'split-from', changes: { ticket: [null, left.numberText] } });
  const messageIds = taken.map(({ id }) => id);
  return enterMove(ctx, { from: left, into: made }, { kind: 'split', restore: { from: kept, into: {}, numbers: [] }, messageIds });
}

async function messagesToTake(ctx: Ctx, ticketId: string, ids: readonly string[]): Promise<Taken[]> {
  const rows: Taken[] = await ctx.db.query(
    'SELECT id, mail FROM messages WHERE id = ANY($1::uuid[]) AND ticket_id = $2 ORDER BY created_at, id FOR UPDATE',
    [ids, ticketId],
  );
  if (rows.length < ids.length) throw new AppError('NOT_FOUND', 'One of these messages does not stand on this ticket.');
  return rows;
}

async function makeTicket(ctx: Ctx, row: TicketRow, { subject, taken }: { subject?: string | undefined; taken: Taken[] }): Promise<Ticket> {
  const [writer]: { personId: string; companyId: string | null }[] = await ctx.db.query(
    `SELECT person_id AS "personId", company_id AS "companyId" FROM interactions
     WHERE ticket_id = $2 AND message_id = ANY($1::uuid[]) AND person_id IS NOT NULL ORDER BY at, id LIMIT 1`,
    [taken.map(({ id }) => id), row.id],
  );
  const mailSubject = taken
    .find(({ mail }) => mail !== null)
    ?.mail?.subject.trim()
    .slice(0, 200);
  return insertTicket(ctx, {
    subject: subject ?? (mailSubject || row.subject),
    kind: row.kind as TicketKind,
    status: 'open',
    reasonId: row.reasonId ?? undefined,
    priority: row.priority,
    teamId: row.teamId,
    ownerId: row.ownerId,
    followerIds: row.followerIds,
    personId: writer?.personId ?? row.personId,
    companyId: writer ? writer.companyId : row.companyId,
    isDemo: row.isDemo,
    channel: taken.some(({ mail }) => mail?.direction === 'in') ? 'mail' : 'desk',
  });
}
