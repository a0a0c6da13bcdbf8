import type { createPauseReason, editPauseReason } from '../../../shared/contract/queues.js';
import type { PauseReason } from '../../../shared/models/queues.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { newId } from '../../core/id.js';
import { refuseTakenDigit } from './digits.js';
import { PauseReasonEntity } from './pause-reason.entity.js';
import { presentPauseReason } from './queues.presenter.js';

/** Makes a pause reason. Throws DIGIT_TAKEN. */
export async function makePauseReason(ctx: Ctx, input: InputOf<typeof createPauseReason>): Promise<PauseReason> {
  const row: PauseReasonEntity = { id: newId(), version: 1, createdAt: ctx.now, updatedAt: ctx.now, ...input, isActive: true };
  await refuseTakenDigit(input.digit, () => ctx.db.insert(PauseReasonEntity, row));
  await ctx.audit({ entity: 'pause_reasons', entityId: row.id, action: 'created', changes: { label: [null, row.label] } });
  await ctx.publish('pause-reason.changed', presentPauseReason(row));
  return presentPauseReason(row);
}

/** Edits or retires a pause reason; agents on that pause stay on it. Throws STALE, DIGIT_TAKEN, NOT_FOUND. */
export async function revisePauseReason(ctx: Ctx, input: InputOf<typeof editPauseReason>): Promise<PauseReason> {
  const { reasonId, version, ...patch } = input;
  const { row, changes } = await refuseTakenDigit(patch.digit, () =>
    change(ctx, PauseReasonEntity, { id: reasonId, expected: version }, patch as Partial<PauseReasonEntity>),
  );
  if (Object.keys(changes).length > 0) await ctx.publish('pause-reason.changed', presentPauseReason(row));
  return presentPauseReason(row);
}
