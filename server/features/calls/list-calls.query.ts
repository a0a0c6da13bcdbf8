import { In } from 'typeorm';
import type { listCalls as listOperation } from '../../../shared/contract/calls.js';
import type { Call, CallMoment } from '../../../shared/models/calls.js';
import type { InputOf, OutputOf } from '../../../shared/operation.js';
import type { Ctx } from '../../core/context.js';
import { and, bind, type Condition } from '../../core/db/condition.js';
import { writeCursor } from '../../core/db/cursor.js';
import { type KeysetOrder, keysetAfter } from '../../core/db/keyset.js';
import { found } from '../../core/errors.js';
import { CallEntity } from './call.entity.js';
import { presentCall } from './call.presenter.js';
import { visibleTo } from './calls.policy.js';

type Input = InputOf<typeof listOperation>;
const ORDER: KeysetOrder = { key: 'c.arrived_at', cast: 'timestamptz', direction: 'DESC' };
const STATES = { waiting: `c.state IN ('QUEUED', 'OFFERING')`, live: `c.state <> 'ENDED'`, ended: `c.state = 'ENDED'` } as const;

function filters(input: Input): Condition[] {
  const equal = (column: string, value: unknown): Condition[] =>
    value === undefined ? [] : [{ sql: `c.${column} = $1`, params: [value] }];
  return [
    ...(input.state === undefined ? [] : [{ sql: STATES[input.state], params: [] }]),
    ...equal('queue_id', input.queueId),
    ...equal('agent_id', input.agentId),
    ...equal('person_id', input.personId),
    ...equal('ticket_id', input.ticketId),
    ...equal('outcome', input.outcome),
    ...(input.from === undefined ? [] : [{ sql: 'c.arrived_at >= $1::timestamptz', params: [input.from] }]),
    ...(input.to === undefined ? [] : [{ sql: 'c.arrived_at < $1::timestamptz', params: [input.to] }]),
    ...(input.cursor === undefined ? [] : [keysetAfter(ORDER, 'c.id', input.cursor)]),
  ];
}

/** Calls I may see, newest first, by keyset. Indexes: calls_arrived, calls_by_queue, calls_by_agent, calls_by_person. */
export async function listCalls(ctx: Ctx, input: Input): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50;
  const where = and([visibleTo(ctx.actor, 'c'), ...filters(input)]);
  const rows: { id: string }[] = await ctx.db.query(
    `SELECT c.id FROM calls c WHERE ${bind(where, 1)} ORDER BY c.arrived_at DESC, c.id DESC LIMIT $1`,
    [limit + 1, ...where.params],
  );
  const ids = rows.slice(0, limit).map((row) => row.id);
  const calls = new Map((await ctx.db.getRepository(CallEntity).findBy({ id: In(ids) })).map((call) => [call.id, call]));
  const items = ids.flatMap((id) => calls.get(id) ?? []);
  const last = items.at(-1);
  return {
    items: items.map(presentCall),
    cursor: rows.length > limit && last ? writeCursor([last.arrivedAt.toISOString(), last.id]) : null,
  };
}

/** One call; who may see it was asked before. */
export async function getCall(ctx: Ctx, input: { callId: string }): Promise<Call> {
  return presentCall(found(await ctx.db.getRepository(CallEntity).findOneBy({ id: input.callId }), 'call'));
}

/** What happened to a call, oldest first. Index: call_moments_by_call. */
export async function callTimeline(ctx: Ctx, input: { callId: string }): Promise<{ items: CallMoment[] }> {
  const rows: (Omit<CallMoment, 'at'> & { at: Date })[] = await ctx.db.query(
    'SELECT id::text, at, kind, agent_id AS "agentId", details FROM call_moments WHERE call_id = $1 ORDER BY id',
    [input.callId],
  );
  return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
