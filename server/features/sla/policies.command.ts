import type { createSlaPolicy, editSlaPolicy } from '../../../shared/contract/sla.js';
import type { SlaPolicy } from '../../../shared/models/sla.js';
import type { InputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { change } from '../../core/db/change.js';
import { found } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { SlaCalendarRow, SlaPolicyRow } from './sla.entities.js';
import { presentPolicy } from './sla.presenter.js';

/** Makes a policy. Throws NOT_FOUND for a calendar that does not exist. */
export async function makePolicy(ctx: Ctx, input: InputOf<typeof createSlaPolicy>): Promise<SlaPolicy> {
  await holdCalendar(ctx, input.calendarId);
  const row: SlaPolicyRow = { id: newId(ctx.now.getTime()), version: 1, createdAt: ctx.now, updatedAt: ctx.now, ...input };
  await ctx.db.insert(SlaPolicyRow, row);
  await ctx.audit({ entity: 'sla_policies', entityId: row.id, action: 'created', changes: { name: [null, row.name] } });
  return told(ctx, row);
}

/** Edits a policy. Throws STALE, NOT_FOUND. */
export async function revisePolicy(ctx: Ctx, input: InputOf<typeof editSlaPolicy>): Promise<SlaPolicy> {
  const { policyId, version, ...patch } = input;
  if (patch.calendarId !== undefined) await holdCalendar(ctx, patch.calendarId);
  const { row, changes } = await change(ctx, SlaPolicyRow, { id: policyId, expected: version }, patch as Partial<SlaPolicyRow>);
  return Object.keys(changes).length === 0 ? presentPolicy(row) : told(ctx, row);
}

/** Removes a policy. Throws NOT_FOUND. */
export async function dropPolicy(ctx: Ctx, { policyId }: { policyId: string }): Promise<SlaPolicy> {
  const row = found(
    await ctx.db.createQueryBuilder(SlaPolicyRow, 'p').setLock('pessimistic_write').where('p.id = :policyId', { policyId }).getOne(),
    'policy',
  );
  await ctx.db.delete(SlaPolicyRow, { id: policyId });
  await ctx.audit({ entity: 'sla_policies', entityId: row.id, action: 'removed', changes: { name: [row.name, null] } });
  const removed = presentPolicy({ ...row, version: row.version + 1 });
  await ctx.publish('sla-policy.removed', { id: removed.id, version: removed.version });
  return removed;
}

/** Keeps the calendar from being removed meanwhile. */
async function holdCalendar(ctx: Ctx, calendarId: string): Promise<void> {
  const query = ctx.db.createQueryBuilder(SlaCalendarRow, 'c').setLock('for_key_share').where('c.id = :calendarId', { calendarId });
  found(await query.getOne(), 'calendar');
}

async function told(ctx: Ctx, row: SlaPolicyRow): Promise<SlaPolicy> {
  const policy = presentPolicy(row);
  await ctx.publish('sla-policy.changed', policy);
  return policy;
}
