import type { followTicket as followOperation, unfollowTicket as unfollowOperation } from '../../../shared/contract/tickets.js';
import type { Ticket } from '../../../shared/models/tickets.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { AppError, found } from '../../core/errors.js';
import { changeTicket, lockTicket } from './change-ticket.js';

/** Adds a follower: the actor, or the colleague named. Repeated: nothing happens. Throws NOT_FOUND, INVALID_REFERENCE. */
export async function followTicket(ctx: Ctx, input: InputOf<typeof followOperation>): Promise<Ticket> {
  const follower = followerOf(ctx, input.accountId);
  const accounts: unknown[] = await ctx.db.query('SELECT 1 FROM accounts WHERE id = $1', [follower]);
  if (accounts.length === 0) throw new AppError('INVALID_REFERENCE', 'There is no such account.', { field: 'account_id' });
  const row = found(await lockTicket(ctx, input.ticketId), 'ticket');
  return changeTicket(
    ctx,
    { id: row.id, expected: null },
    { followerIds: row.followerIds.includes(follower) ? row.followerIds : [...row.followerIds, follower] },
  );
}

/** Removes a follower: the actor, or the colleague named. Repeated: nothing happens. Throws NOT_FOUND. */
export async function unfollowTicket(ctx: Ctx, input: InputOf<typeof unfollowOperation>): Promise<{ id: string; version: number }> {
  const follower = followerOf(ctx, input.accountId);
  const row = found(await lockTicket(ctx, input.ticketId), 'ticket');
  const { id, version } = await changeTicket(
    ctx,
    { id: row.id, expected: null },
    { followerIds: row.followerIds.filter((one) => one !== follower) },
  );
  return { id, version };
}

function followerOf(ctx: Ctx, accountId: string | undefined): string {
  const follower = accountId ?? ctx.actor.id;
  if (follower === null) throw new AppError('INVALID_INPUT', 'The product itself does not follow tickets.');
  return follower;
}
