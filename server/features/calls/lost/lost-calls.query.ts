import { In } from 'typeorm';
import type { closeLostCall as closeOperation, listLostCalls as listOperation } from '../../../../shared/contract/calls.js';
import type { LostCall } from '../../../../shared/models/calls.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { bind } from '../../../core/db/condition.js';
import { AppError, found } from '../../../core/errors.js';
import { createTicketFromCall } from '../../tickets/index.js';
import { agentId } from '../actor.js';
import { CallEntity } from '../call.entity.js';
import { queueVisibleTo } from '../calls.policy.js';
import { LostCallEntity } from '../lost-call.entity.js';
import { patchLostCall, presentLostCall } from './note-lost-call.command.js';
import { pointNumbersOf } from './settle-debts.command.js';

/** Debts of the queues I see, newest first. Index: lost_calls_by_state. */
export async function listLostCalls(ctx: Ctx, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50;
  const visible = queueVisibleTo(ctx.actor, 'l.queue_id');
  const rows: { id: string }[] = await ctx.db.query(
    `SELECT l.id FROM lost_calls l WHERE l.state = $1 AND ($2::uuid IS NULL OR l.queue_id = $2) AND ($3::timestamptz IS NULL OR l.last_at < $3) AND (${bind(visible, 4)})
     ORDER BY l.last_at DESC, l.id LIMIT $4`,
    [input.state ?? 'open', input.queueId ?? null, input.cursor ?? null, limit + 1, ...visible.params],
  );
  const ids = rows.slice(0, limit).map((row) => row.id);
  const byId = new Map((await ctx.db.getRepository(LostCallEntity).findBy({ id: In(ids) })).map((lost) => [lost.id, lost]));
  const items = ids.flatMap((id) => byId.get(id) ?? []);
  return { items: items.map(presentLostCall), cursor: rows.length > limit ? (items.at(-1)?.lastAt.toISOString() ?? null) : null };
}

/** Settles a debt by hand: reached (the lost call's number becomes the ticket of what was said) or dropped. Throws STALE, NOT_FOUND. */
export async function closeLostCall(ctx: Ctx, input: InputOf<typeof closeOperation>): Promise<LostCall> {
  const lost = found(
    await ctx.db
      .getRepository(LostCallEntity)
      .createQueryBuilder('l')
      .setLock('pessimistic_write')
      .where('l.id = :id', { id: input.lostCallId })
      .getOne(),
    'lost call',
  );
  if (lost.version !== input.version)
    throw new AppError('STALE', 'Somebody else settled or changed it.', { id: lost.id, version: lost.version });
  if (lost.state !== 'open') return presentLostCall(lost);
  if (input.how === 'reached') await becomeTicket(ctx, lost);
  await patchLostCall(ctx, lost, { state: input.how, closedAt: ctx.now, closedBy: agentId(ctx), reason: input.reason ?? null });
  return presentLostCall(lost);
}

async function becomeTicket(ctx: Ctx, lost: LostCallEntity): Promise<void> {
  const call = found(await ctx.db.getRepository(CallEntity).findOneBy({ id: lost.lastCallId }), 'call');
  const queue: { team_id: string }[] = await ctx.db.query('SELECT team_id FROM queues WHERE id = $1', [lost.queueId]);
  const ticket = await createTicketFromCall(ctx, {
    counter: call.ticketNumber,
    subject: lost.personName ?? lost.fromNumber ?? lost.ticketText,
    teamId: queue[0]?.team_id ?? null,
    ownerId: agentId(ctx),
    personId: lost.personId,
    companyId: call.companyId,
    isDemo: lost.isDemo,
  });
  await pointNumbersOf(
    ctx,
    lost.callIds.filter((id) => id !== call.id),
    ticket.id,
  );
}
