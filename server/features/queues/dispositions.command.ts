import type { createDisposition, editDisposition } from '../../../shared/contract/queues.js';
import type { Disposition } from '../../../shared/models/queues.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { refuseTakenDigit } from './digits.js';
import { DispositionEntity } from './disposition.entity.js';
import { QueueEntity } from './queue.entity.js';
import { presentDisposition } from './queues.presenter.js';

/** Makes a disposition. Throws DIGIT_TAKEN, and NOT_FOUND for its queue. */
export async function makeDisposition(ctx: Ctx, input: InputOf<typeof createDisposition>, isDemo = false): Promise<Disposition> {
  if (input.queueId !== null && !(await ctx.db.exists(QueueEntity, { where: { id: input.queueId } }))) {
    throw new AppError('NOT_FOUND', 'There is no such queue.');
  }
  const row: DispositionEntity = { id: newId(), version: 1, createdAt: ctx.now, updatedAt: ctx.now, ...input, isActive: true, isDemo };
  await refuseTakenDigit(input.digit, () => ctx.db.insert(DispositionEntity, row));
  await ctx.audit({
    entity: 'dispositions',
    entityId: row.id,
    action: 'created',
    changes: { label: [null, row.label], digit: [null, row.digit] },
  });
  await ctx.publish('disposition.changed', presentDisposition(row));
  return presentDisposition(row);
}

/** Edits or retires a disposition; calls coded with it keep it. Throws STALE, DIGIT_TAKEN, NOT_FOUND. */
export async function reviseDisposition(ctx: Ctx, input: InputOf<typeof editDisposition>): Promise<Disposition> {
  const { dispositionId, version, ...patch } = input;
  const { row, changes } = await refuseTakenDigit(patch.digit, () =>
    change(ctx, DispositionEntity, { id: dispositionId, expected: version }, patch as Partial<DispositionEntity>),
  );
  if (Object.keys(changes).length > 0) await ctx.publish('disposition.changed', presentDisposition(row));
  return presentDisposition(row);
}
