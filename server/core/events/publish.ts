import type { EventPayload, EventType } from '../../../shared/events/index.js';
import type { Room } from '../../../shared/rooms.js';
import type { Actor, AuditEntry, Ctx } from '../context.js';
import type { Audiences } from '../feature.js';

/** A row on its way into the outbox. */
export interface EventRow {
  type: EventType;
  entityId: string;
  payload: unknown;
  rooms: readonly Room[];
  actorId: string | null;
}

/** A line on its way into the audit. */
export interface AuditRow extends AuditEntry {
  actor: Actor;
}

/**
 * Resolves who hears an event, now, inside the transaction, so that a replay gives the same answer.
 * Rooms that could see the thing before but not any more get `{ id, version, gone }` instead of the payload.
 */
export async function resolveEvent(
  ctx: Ctx,
  audiences: Audiences<EventType>,
  event: { type: EventType; payload: EventPayload<EventType>; roomsBefore: readonly Room[] },
): Promise<EventRow[]> {
  const audience = audiences[event.type] as (ctx: Ctx, payload: EventPayload<EventType>) => readonly Room[] | Promise<readonly Room[]>;
  const rooms = [...new Set(await audience(ctx, event.payload))];
  const { id, version } = event.payload as { id: string; version: number };
  const row = { type: event.type, entityId: id, actorId: ctx.actor.id };
  const rows: EventRow[] = [{ ...row, payload: event.payload, rooms }];
  const gone = event.roomsBefore.filter((room) => !rooms.includes(room));
  // A socket may sit both in a room that lost sight and in one that keeps it: the full event follows and heals it, because `gone` carries the same version.
  if (gone.length > 0) rows.unshift({ ...row, payload: { id, version, gone: true }, rooms: gone });
  return rows;
}

/** Writes the outbox rows of a transaction in one statement, in publishing order. */
export function flushEvents(ctx: Ctx, rows: readonly EventRow[]): void {
  const list = rows.map((row) => ({ type: row.type, entity_id: row.entityId, actor: row.actorId, payload: row.payload, rooms: row.rooms }));
  ctx.write(
    `INSERT INTO events (type, entity_id, payload, rooms, actor_id, op_id, at)
     SELECT r.value->>'type', r.value->>'entity_id', r.value->'payload', ARRAY(SELECT jsonb_array_elements_text(r.value->'rooms')), (r.value->>'actor')::uuid, $2, $3
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS r(value, n) ORDER BY n`,
    [JSON.stringify(list), ctx.opId, ctx.now],
  );
}

/** Writes the audit lines of a transaction in one statement. */
export function flushAudit(ctx: Ctx, rows: readonly AuditRow[]): void {
  const list = rows.map(({ actor, entity, entityId, action, changes = {} }) => ({
    ...{ actor: actor.id, name: actor.name },
    ...{ entity, id: entityId, action, changes },
  }));
  ctx.write(
    `INSERT INTO audit (at, actor_id, actor_name, op_id, request_id, entity, entity_id, action, changes)
     SELECT $2, (r.value->>'actor')::uuid, r.value->>'name', $3, $4, r.value->>'entity', r.value->>'id', r.value->>'action', r.value->'changes'
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS r(value, n) ORDER BY n`,
    [JSON.stringify(list), ctx.now, ctx.opId, ctx.requestId],
  );
}
