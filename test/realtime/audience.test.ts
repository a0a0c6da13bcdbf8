import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { audiences } from '../../server/audiences.js';
import { type Ctx, systemActor } from '../../server/core/context.js';
import { type EventPayload, type EventType, events } from '../../shared/events/index.js';
import { room } from '../../shared/rooms.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { valuesOf } from '../support/event-payloads.js';
import type { TestAccount } from '../support/factories.js';
import type { TestSocket } from '../support/sockets.js';

let t: TestApp;
let publisher: TestAccount;
let bystander: TestSocket;
beforeAll(async () => {
  t = await startTestApp();
  publisher = await t.account({ roles: ['agent'] });
  bystander = await t.connect(await t.account({ roles: [] }));
  // Its own coming is told to it, after the connection: only then is it silent of itself.
  await bystander.next('presence.changed');
});
afterAll(() => t.close());

const types = Object.keys(events) as EventType[];

/** A payload that fits the schema; texts with patterns are drawn until one does. */
function samplePayload(type: EventType): EventPayload<EventType> {
  const schema = events[type] as z.ZodMiniType;
  const found = fc.sample(valuesOf(schema), { numRuns: 3000, seed: 7 }).find((value) => schema.safeParse(value).success);
  if (found === undefined) throw new Error(`no payload of ${type} fits its schema: teach test/support/event-payloads.ts`);
  return found as EventPayload<EventType>;
}

describe('a socket outside the rooms of an event', () => {
  it.each(types)('hears nothing of %s', async (type) => {
    const payload = samplePayload(type);
    const team = await t.team();
    const insider = await t.connect(await t.account({ teams: [team] }));
    bystander.events.length = 0;
    // The rooms are the ones the product chose; the stored row goes to one team of ours instead, so that exactly one socket sits in them.
    await t.transaction({ ...systemActor('test') }, async (ctx: Ctx) => {
      await ctx.db.query(`INSERT INTO events (type, entity_id, payload, rooms, at) VALUES ($1, $2, $3, $4, $5)`, [
        type,
        payload.id,
        JSON.stringify(payload),
        [room.team(team.id)],
        ctx.now,
      ]);
    });
    await t.settle();
    // Its own coming is told to the insider as well: this one is meant.
    expect((await insider.next(type, (message) => message.payload.id === payload.id)).payload).toEqual(JSON.parse(JSON.stringify(payload)));
    expect(bystander.events).toEqual([]);
    insider.close();
  });
});

describe('the audience of an event', () => {
  it.each(types)('of %s is a list of rooms with an owner, never everybody', async (type) => {
    const payload = samplePayload(type);
    const actor = {
      kind: 'agent',
      id: publisher.id,
      name: publisher.name,
      roles: ['agent'],
      teamIds: [],
      supervisedTeamIds: [],
      language: 'de',
      timeZone: null,
      sessionId: publisher.sessionId,
      scopes: null,
    } as const;
    const rooms = await t
      .transaction(actor, async (ctx) =>
        (audiences[type] as (ctx: Ctx, payload: unknown) => readonly string[] | Promise<readonly string[]>)(ctx, payload),
      )
      .catch((error: unknown) => {
        // An audience may look its thing up; one that was never stored is heard by nobody.
        expect(String(error)).toMatch(/no such/i);
        return [];
      });
    for (const name of rooms) expect(name).toMatch(/^(agent|session|team|queue|ticket|live|person|company|role):[^:]+$/);
  });

  it('without any room reaches nobody, though Socket.IO would take it for everybody', async () => {
    bystander.events.length = 0;
    await t.db.query(
      `INSERT INTO events (type, entity_id, payload, rooms, at) VALUES ('team.changed', 'x', '{"id":"x","version":1}', '{}', $1)`,
      [t.clock.now()],
    );
    await t.settle();
    t.app.deps.realtime.emit([], 'figures', {});
    await bystander.watch('none:such');
    expect(bystander.events).toEqual([]);
    expect(bystander.ephemera.map((one) => one.channel)).not.toContain('figures');
  });
});
