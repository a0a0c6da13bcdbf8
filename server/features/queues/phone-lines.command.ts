import type { createPhoneLine, editPhoneLine, removePhoneLine } from '../../../shared/contract/queues.js';
import type { PhoneLine } from '../../../shared/models/queues.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { AppError, found, isUniqueViolation } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { isPhone, normalise } from '../../core/phone.js';
import { getSettings } from '../settings/index.js';
import { PhoneLineEntity } from './phone-line.entity.js';
import { QueueEntity } from './queue.entity.js';
import { presentLine } from './queues.presenter.js';

async function checkQueue(ctx: Ctx, queueId: string | null | undefined): Promise<void> {
  if (queueId && !(await ctx.db.exists(QueueEntity, { where: { id: queueId } })))
    throw new AppError('NOT_FOUND', 'There is no such queue.');
}

/** Adds a number of ours. Throws NUMBER_NOT_UNDERSTOOD, NUMBER_TAKEN, NOT_FOUND. */
export async function addPhoneLine(ctx: Ctx, input: InputOf<typeof createPhoneLine>, isDemo = false): Promise<PhoneLine> {
  const reading = normalise(input.number, (await getSettings(ctx)).country);
  if (!isPhone(reading))
    throw new AppError('NUMBER_NOT_UNDERSTOOD', `"${input.number}" is no telephone number.`, { reason: reading.reason });
  await checkQueue(ctx, input.queueId);
  const { label, queueId } = input;
  const row: PhoneLineEntity = {
    id: newId(),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    e164: reading.e164,
    label,
    queueId,
    isDemo,
  };
  try {
    await ctx.db.insert(PhoneLineEntity, row);
  } catch (error) {
    if (isUniqueViolation(error, 'phone_lines_e164_unique'))
      throw new AppError('NUMBER_TAKEN', `${reading.international} is already a number of ours.`);
    throw error;
  }
  await ctx.audit({
    entity: 'phone_lines',
    entityId: row.id,
    action: 'created',
    changes: { e164: [null, row.e164], queueId: [null, queueId] },
  });
  await ctx.publish('phone-line.changed', presentLine(row));
  return presentLine(row);
}

/** Points a number at another queue, or renames it. Throws STALE, NOT_FOUND. */
export async function revisePhoneLine(ctx: Ctx, input: InputOf<typeof editPhoneLine>): Promise<PhoneLine> {
  const { lineId, version, ...patch } = input;
  await checkQueue(ctx, patch.queueId);
  const { row, changes } = await change(ctx, PhoneLineEntity, { id: lineId, expected: version }, patch as Partial<PhoneLineEntity>);
  if (Object.keys(changes).length > 0) await ctx.publish('phone-line.changed', presentLine(row));
  return presentLine(row);
}

/** Forgets a number. Throws NOT_FOUND. */
export async function dropPhoneLine(ctx: Ctx, input: InputOf<typeof removePhoneLine>): Promise<{ ok: true }> {
  const row = found(await ctx.db.findOne(PhoneLineEntity, { where: { id: input.lineId }, lock: { mode: 'pessimistic_write' } }), 'number');
  await ctx.db.delete(PhoneLineEntity, row.id);
  await ctx.audit({ entity: 'phone_lines', entityId: row.id, action: 'removed', changes: { e164: [row.e164, null] } });
  await ctx.publish('phone-line.removed', { id: row.id, version: row.version + 1 });
  return { ok: true };
}
