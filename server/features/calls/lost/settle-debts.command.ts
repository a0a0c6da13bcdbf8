import { In } from 'typeorm';
import type { Ctx } from '../../../core/context.js';
import { pointNumber } from '../../tickets/index.js';
import { CallEntity } from '../call.entity.js';
import type { CallWork } from '../call-work.js';
import { LostCallEntity } from '../lost-call.entity.js';
import { identitiesOf, patchLostCall } from './note-lost-call.command.js';

/** Somebody speaks with the caller: what was owed to the person or the number is settled. */
export async function settleDebts({ ctx, call }: CallWork): Promise<void> {
  const open = await ctx.db.getRepository(LostCallEntity).findBy({ identity: In(identitiesOf(call)), state: 'open' });
  for (const lost of open) {
    await patchLostCall(ctx, lost, { state: 'reached', closedAt: ctx.now, closedBy: call.agentId, settledByCallId: call.id, reason: null });
  }
}

/** The numbers that led to lost calls lead to the ticket of the call in which the caller was reached. */
export async function pointLostNumbers({ ctx, call }: CallWork, ticketId: string): Promise<void> {
  const settled = await ctx.db.getRepository(LostCallEntity).findBy({ settledByCallId: call.id });
  await pointNumbersOf(
    ctx,
    settled.flatMap((lost) => lost.callIds),
    ticketId,
  );
}

/** Lets the numbers of lost calls lead to a ticket. */
export async function pointNumbersOf(ctx: Ctx, callIds: readonly string[], ticketId: string): Promise<void> {
  if (callIds.length === 0) return;
  const calls = await ctx.db
    .getRepository(CallEntity)
    .find({ where: { id: In([...callIds]) }, select: { id: true, ticketNumber: true, ticketId: true } });
  for (const lost of calls) if (lost.ticketId === null) await pointNumber(ctx, lost.ticketNumber, { ticketId });
}
