import type { Ctx } from '../../core/context.js';
import { insertRow, readRow, updateRow } from '../../core/db/rows.js';
import { found } from '../../core/errors.js';
import { CallEntity } from './call.entity.js';
import { presentCall } from './call.presenter.js';
import { roomsOfCall } from './calls.audience.js';
import { QueueStays } from './queue-stays.js';

/** A call under its row lock. Change `call` freely; it is written, versioned and published once, when the work is done. */
export interface CallWork {
  readonly ctx: Ctx;
  readonly call: CallEntity;
  /** The queues the call is offered to and how it leaves them, for the figures. */
  readonly stays: QueueStays;
  /** Notes what happened, for the call's timeline. */
  moment(kind: string, details?: Record<string, unknown>, agentId?: string | null): void;
  /** Runs after the call was written and published, still in the transaction. */
  afterSave(run: () => Promise<void>): void;
}
interface Moment {
  kind: string;
  agentId: string | null;
  details: Record<string, unknown>;
}

/**
 * Locks a call, lets `run` change it, then writes what differs as one version with one `call.changed`. All reducers and commands of a call go
 * through here, so they are one after the other. Throws NOT_FOUND. Never nest for the same call: pass the work on.
 */
export async function withCall<T>(ctx: Ctx, callId: string, run: (work: CallWork) => Promise<T>): Promise<T> {
  return workOn(ctx, found(await readRow(ctx, CallEntity, 'WHERE t.id = $1 FOR UPDATE', [callId]), 'call'), run);
}

function begin(ctx: Ctx, call: CallEntity): { work: CallWork; moments: Moment[]; after: (() => Promise<void>)[] } {
  const moments: Moment[] = [];
  const after: (() => Promise<void>)[] = [];
  const work: CallWork = {
    ctx,
    call,
    stays: new QueueStays(),
    moment: (kind, details = {}, agentId = call.agentId) => void moments.push({ kind, details, agentId }),
    afterSave: (step) => void after.push(step),
  };
  return { work, moments, after };
}

/** The same for a row that is already locked, or was inserted in this transaction. */
export async function workOn<T>(ctx: Ctx, call: CallEntity, run: (work: CallWork) => Promise<T>): Promise<T> {
  const before = { ...call };
  const { work, moments, after } = begin(ctx, call);
  const result = await run(work);
  await saveCall(ctx, before, call);
  work.stays.save(ctx, call.id);
  saveMoments(ctx, call.id, moments);
  for (const step of after) await step();
  return result;
}

/**
 * The same for a call that does not exist yet: `run` moves it in memory, then it is inserted with everything that happened, and `call.queued` tells
 * of it. One statement instead of two on the way of every ringing call.
 */
export async function workOnNew<T>(ctx: Ctx, call: CallEntity, run: (work: CallWork) => Promise<T>): Promise<T> {
  const { work, moments, after } = begin(ctx, call);
  const result = await run(work);
  insertRow(ctx, CallEntity, call);
  work.stays.save(ctx, call.id);
  saveMoments(ctx, call.id, moments);
  await ctx.publish('call.queued', presentCall(call));
  for (const step of after) await step();
  return result;
}

async function saveCall(ctx: Ctx, before: CallEntity, call: CallEntity): Promise<void> {
  const patch = differences(before, call);
  if (Object.keys(patch).length === 0) return;
  call.version += 1;
  call.updatedAt = ctx.now;
  updateRow(ctx, CallEntity, call.id, { ...patch, version: call.version, updatedAt: ctx.now });
  await ctx.publish('call.changed', presentCall(call), { roomsBefore: roomsOfCall(before) });
}

function differences(before: CallEntity, call: CallEntity): Partial<CallEntity> {
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(call) as (keyof CallEntity)[]) {
    const [from, to] = [before[key], call[key]];
    const isSame = from instanceof Date && to instanceof Date ? from.getTime() === to.getTime() : from === to;
    if (!isSame) patch[key] = to;
  }
  return patch;
}

/** Writes lines of a call's timeline in one statement. */
export function saveMoments(ctx: Ctx, callId: string, moments: readonly Moment[]): void {
  if (moments.length === 0) return;
  ctx.write(
    `INSERT INTO call_moments (call_id, at, kind, agent_id, details)
     SELECT $1, $2, m.value->>'kind', (m.value->>'agentId')::uuid, m.value->'details' FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS m(value, n) ORDER BY n`,
    [callId, ctx.now, JSON.stringify(moments)],
  );
}
