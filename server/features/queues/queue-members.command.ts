import type { removeQueueMember, setQueueMember } from '../../../shared/contract/queues.js';
import type { QueueMember } from '../../../shared/models/queues.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError, found } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { Account } from '../auth/index.js';
import { QueueEntity } from './queue.entity.js';
import { QueueMemberEntity } from './queue-member.entity.js';
import { presentMember } from './queues.presenter.js';

/** Puts an agent into a queue or moves it to another level; the same level again changes nothing. Throws NOT_FOUND for queue or account. */
export async function putQueueMember(ctx: Ctx, input: InputOf<typeof setQueueMember>): Promise<QueueMember> {
  const { queueId, accountId, level } = input;
  // The queue's lock puts two at once in order; the unique index would only refuse the second.
  found(await ctx.db.findOne(QueueEntity, { where: { id: queueId }, lock: { mode: 'pessimistic_write' } }), 'queue');
  const known = await ctx.db.findOneBy(QueueMemberEntity, { queueId, accountId });
  if (known) {
    const { row, changes } = await change(ctx, QueueMemberEntity, { id: known.id, expected: null }, { level });
    if (Object.keys(changes).length > 0) await ctx.publish('queue-member.changed', presentMember(row));
    return presentMember(row);
  }
  if (!(await ctx.db.exists(Account, { where: { id: accountId } }))) throw new AppError('NOT_FOUND', 'There is no such account.');
  const row: QueueMemberEntity = { id: newId(), version: 1, createdAt: ctx.now, updatedAt: ctx.now, queueId, accountId, level };
  await ctx.db.insert(QueueMemberEntity, row);
  await ctx.audit({
    entity: 'queue_members',
    entityId: row.id,
    action: 'created',
    changes: { queueId: [null, queueId], accountId: [null, accountId], level: [null, level] },
  });
  await ctx.publish('queue-member.changed', presentMember(row));
  return presentMember(row);
}

/** Takes an agent out of a queue. Throws NOT_FOUND when it is not in it. */
export async function dropQueueMember(ctx: Ctx, input: InputOf<typeof removeQueueMember>): Promise<{ ok: true }> {
  const { queueId, accountId } = input;
  const row = found(
    await ctx.db.findOne(QueueMemberEntity, { where: { queueId, accountId }, lock: { mode: 'pessimistic_write' } }),
    'member',
  );
  await ctx.db.delete(QueueMemberEntity, row.id);
  await ctx.audit({
    entity: 'queue_members',
    entityId: row.id,
    action: 'removed',
    changes: { queueId: [queueId, null], accountId: [accountId, null] },
  });
  await ctx.publish('queue-member.removed', { id: row.id, version: row.version + 1 });
  return { ok: true };
}
