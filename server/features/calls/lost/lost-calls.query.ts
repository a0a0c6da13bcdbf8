import { In } from 'typeorm';
import type { closeLostCall as closeOperation, listLostCalls as listOperation } from '../../../../shared/contract/lost-calls.js';
import type { LostCall } from '../../../../shared/models/calls.js';
import type { InputOf, OutputOf } from '../../../../shared/operation.js';
import type { Ctx } from '../../../core/context.js';
import { and, bind, type Condition } from '../../../core/db/condition.js';
import { writeCursor } from '../../../core/db/cursor.js';
import { type KeysetOrder, keysetAfter } from '../../../core/db/keyset.js';
import { AppError, found } from '../../../core/errors.js';
import { createTicketFromCall } from '../../tickets/index.js';
import { agentId } from '../actor.js';
import { CallEntity } from '../call.entity.js';
import { lostCallVisibleTo } from '../calls.policy.js';
import { LostCallEntity } from '../lost-call.entity.js';
import { patchLostCall, presentLostCall } from './note-lost-call.command.js';
import { pointNumbersOf } from './settle-debts.command.js';

const ORDER: KeysetOrder = { key: 'l.last_at', cast: 'timestamptz', direction: 'DESC' };

/** Debts I may see, newest first, by keyset. Index: lost_calls_by_state. */
export async function listLostCalls(ctx: Ctx, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50;
  const where = and([lostCallVisibleTo(ctx.actor, 'l'), ...filters(input)]);
  const rows: { id: string }[] = await ctx.db.query(
    `SELECT l.id FROM lost_calls l WHERE ${bind(where, 1)} ORDER BY ${ORDER.key} DESC, l.id DESC LIMIT $1`,
    [limit + 1, ...where.params],
  );
  const ids = rows.slice(0, limit).map((row) => row.id);
  const byId = new Map((await ctx.db.getRepository(LostCallEntity).findBy({ id: In(ids) })).map((lost) => [lost.id, lost]));
  const items = ids.flatMap((id) => byId.get(id) ?? []);
  const last = items.at(-1);
  return {
    items: items.map(presentLostCall),
    cursor: rows.length > limit && last ? writeCursor([last.lastAt.toISOString(), last.id]) : null,
  };
}

function filters(input: InputOf<typeof listOperation>): Condition[] {
  return [
    { sql: 'l.state = $1', params: [input.state ?? 'open'] },
    ...(input.queueId === undefined ? [] : [{ sql: 'l.queue_id = $1::uuid', params: [input.queueId] }]),
    ...(input.cursor === undefined ? [] : [keysetAfter(ORDER, 'l.id', input.cursor)]),
  ];
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
