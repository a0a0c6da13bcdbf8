import type { CallDesk } from '../../../../shared/models/calls.js';
import { room } from '../../../../shared/rooms.js';
import type { Ctx } from '../../../core/context.js';
import { AppError, found } from '../../../core/errors.js';
import { agentId } from '../actor.js';
import { CallDeskEntity } from '../call-desk.entity.js';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** What an agent wrote about a call, as it travels. */
export function presentDesk(desk: CallDeskEntity): CallDesk {
  return {
    id: desk.id,
    version: desk.version,
    agentId: desk.agentId,
    state: desk.state,
    note: desk.note,
    noteRevision: desk.noteRevision,
    dispositionId: desk.dispositionId,
    nextStep: desk.nextStep,
    undoUntil: iso(desk.undoUntil),
    completeBefore: iso(desk.completeBefore),
  };
}

/** The desk of a call, locked, or null while nobody has answered. */
export function deskOf(ctx: Ctx, callId: string): Promise<CallDeskEntity | null> {
  return ctx.db
    .getRepository(CallDeskEntity)
    .createQueryBuilder('d')
    .setLock('pessimistic_write')
    .where('d.id = :id', { id: callId })
    .getOne();
}

/** My own desk of a call, locked. Throws NOT_FOUND. */
export async function myDesk(ctx: Ctx, callId: string): Promise<CallDeskEntity> {
  const desk = found(await deskOf(ctx, callId), 'call of yours');
  if (desk.agentId !== agentId(ctx)) throw new AppError('NOT_FOUND', 'This is not your call.');
  return desk;
}

/** My own desk of a call, for reading. Throws NOT_FOUND. */
export async function getDesk(ctx: Ctx, input: { callId: string }): Promise<CallDesk> {
  const desk = await ctx.db.getRepository(CallDeskEntity).findOneBy({ id: input.callId, agentId: agentId(ctx) });
  return presentDesk(found(desk, 'call of yours'));
}

/** True while the agent still has to write. */
export async function isDeskOpen(ctx: Ctx, callId: string): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query(`SELECT 1 FROM call_desks WHERE id = $1 AND state = 'open'`, [callId]);
  return rows.length > 0;
}

/** Writes what changed as a new version and tells the agent's screens; an agent whose desk it no longer is hears that. */
export async function patchDesk(ctx: Ctx, desk: CallDeskEntity, patch: Partial<CallDeskEntity>): Promise<CallDesk> {
  const roomsBefore = desk.agentId === null ? [] : [room.agent(desk.agentId)];
  Object.assign(desk, patch, { version: desk.version + 1, updatedAt: ctx.now });
  await ctx.db.getRepository(CallDeskEntity).update(desk.id, { ...patch, version: desk.version, updatedAt: ctx.now });
  const model = presentDesk(desk);
  await ctx.publish('desk.changed', model, { roomsBefore });
  return model;
}

/**
 * The desk goes to the agent who now speaks with the caller; what the one before wrote (whose voice was lost) is still on it. Not before: who accepted and
 * never spoke has nothing to write up, and the one who did still has.
 */
export async function handDeskOver(ctx: Ctx, callId: string, agent: string): Promise<void> {
  const desk = await deskOf(ctx, callId);
  if (desk !== null && desk.agentId !== agent) await patchDesk(ctx, desk, { agentId: agent, state: 'open' });
}

/** True when this agent has spoken with the caller before, as the call's timeline tells. */
export async function hasTalked(ctx: Ctx, callId: string, agent: string): Promise<boolean> {
  const rows: unknown[] = await ctx.db.query(
    `SELECT 1 FROM call_moments WHERE call_id = $1 AND kind = 'call.talking' AND agent_id = $2 LIMIT 1`,
    [callId, agent],
  );
  return rows.length > 0;
}

/** A desk for the agent who takes a call with which nobody has spoken yet. */
export async function openDesk(ctx: Ctx, callId: string, agent: string): Promise<void> {
  const known = await deskOf(ctx, callId);
  if (known) {
    await patchDesk(ctx, known, { agentId: agent, state: 'open' });
    return;
  }
  const desk = Object.assign(new CallDeskEntity(), {
    id: callId,
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    agentId: agent,
    state: 'open' as const,
    note: '',
    noteRevision: 0,
    dispositionId: null,
    nextStep: {},
    undoUntil: null,
    completeBefore: null,
    interactionId: null,
  });
  await ctx.db.getRepository(CallDeskEntity).insert(desk);
  await ctx.publish('desk.changed', presentDesk(desk));
}
