import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ctx, systemActor } from '../../../server/core/context.js';
import { newId } from '../../../server/core/id.js';
import { makeQueue } from '../../../server/features/queues/index.js';
import { findMatch } from '../../../server/features/routing/find-match.query.js';
import { matchAll, type RoutingScene } from '../../../shared/domain/routing-order.js';
import { startTestApp, type TestApp } from '../../support/app.js';

/** A day's scene in small numbers, so that ties are common. Times in seconds before now. */
const scene = fc.record({
  queues: fc.array(fc.record({ fewest: fc.boolean(), levelSeconds: fc.constantFrom(0, 20) }), { minLength: 2, maxLength: 2 }),
  callers: fc.array(
    fc.record({
      queue: fc.nat(1),
      priority: fc.nat(2),
      waited: fc.integer({ min: 1, max: 60 }),
      refusedBy: fc.array(fc.nat(5), { maxLength: 2 }),
    }),
    { maxLength: 6 },
  ),
  agents: fc.array(fc.record({ levels: fc.tuple(fc.nat(3), fc.nat(3)), idle: fc.integer({ min: 1, max: 50 }), calls: fc.nat(3) }), {
    minLength: 6,
    maxLength: 6,
  }),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

describe('the router’s SQL', () => {
  let app: TestApp;
  let queueIds: string[] = [];
  let agentIds: string[] = [];
  beforeAll(async () => {
    app = await startTestApp();
    const team = await app.team();
    queueIds = await app.transaction(systemActor('test'), async (ctx) => [
      (await makeQueue(ctx, { name: 'A', teamId: team.id })).id,
      (await makeQueue(ctx, { name: 'B', teamId: team.id })).id,
    ]);
    for (let n = 0; n < 6; n++) agentIds.push((await app.account()).id);
    agentIds = agentIds.sort();
  });
  afterAll(() => app.close());

  it('chooses whom the specification chooses, whatever waits and whoever is free', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async (drawn) => {
        const { chosen, expected } = await inScene(drawn);
        expect(chosen).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  /** Builds the scene in a transaction that is rolled back, and asks both the SQL and the specification. */
  async function inScene(drawn: Scene): Promise<{ chosen: unknown; expected: unknown }> {
    let result: { chosen: unknown; expected: unknown } | undefined;
    const stop = new Error('roll back');
    await app
      .transaction(systemActor('test'), async (ctx) => {
        const spec = await build(ctx, drawn);
        const [first] = matchAll(spec, ctx.now.getTime());
        const chosen = await findMatch(ctx);
        result = {
          chosen: chosen === null ? null : { callerId: chosen.callId, agentId: chosen.agentId },
          expected: first ?? null,
        };
        throw stop;
      })
      .catch((error: unknown) => {
        if (error !== stop) throw error;
      });
    if (!result) throw new Error('the scene was not built');
    return result;
  }

  async function build(ctx: Ctx, drawn: Scene): Promise<RoutingScene> {
    const at = (seconds: number) => new Date(ctx.now.getTime() - seconds * 1000);
    for (const [n, queue] of drawn.queues.entries())
      await ctx.db.query('UPDATE queues SET strategy = $2, level_seconds = $3, version = version + 1 WHERE id = $1', [
        queueIds[n],
        queue.fewest ? 'fewest-calls' : 'longest-idle',
        queue.levelSeconds,
      ]);
    for (const [n, agent] of drawn.agents.entries()) {
      await ctx.db.query(
        `INSERT INTO presences (account_id, intent, intent_since, activity, is_connected, has_device, has_missed_call, reach, is_routable, idle_since, since, calls_today, calls_day)
         VALUES ($1, 'ready', $2, 'free', true, true, false, 'ok', true, $2, $2, $3, ($4::timestamptz)::date)`,
        [agentIds[n], at(agent.idle), agent.calls, ctx.now],
      );
      for (const [q, level] of agent.levels.entries())
        if (level > 0)
          await ctx.db.query(
            'INSERT INTO queue_members (id, version, created_at, updated_at, queue_id, account_id, level) VALUES ($1, 1, $2, $2, $3, $4, $5)',
            [newId(), ctx.now, queueIds[q], agentIds[n], level],
          );
    }
    const callers = [];
    for (const [n, caller] of drawn.callers.entries()) callers.push(await insertCaller(ctx, { ...caller, n, queuedAt: at(caller.waited) }));
    return {
      callers,
      members: drawn.agents.flatMap((agent, n) =>
        agent.levels.flatMap((level, q) =>
          level === 0
            ? []
            : [
                {
                  agentId: agentIds[n] ?? '',
                  queueId: queueIds[q] ?? '',
                  level,
                  idleSince: at(agent.idle).getTime(),
                  callsToday: agent.calls,
                },
              ],
        ),
      ),
      queues: drawn.queues.map((queue, n) => ({
        id: queueIds[n] ?? '',
        strategy: queue.fewest ? ('fewest-calls' as const) : ('longest-idle' as const),
        secondsPerLevel: queue.levelSeconds,
      })),
    };
  }

  async function insertCaller(
    ctx: Ctx,
    caller: { queue: number; priority: number; refusedBy: number[]; n: number; queuedAt: Date },
  ): Promise<RoutingScene['callers'][number]> {
    const id = newId();
    const queueId = queueIds[caller.queue] ?? '';
    await ctx.db.query(
      `INSERT INTO calls (id, created_at, updated_at, provider_sid, state, state_since, queue_id, to_number, match, ticket_number, ticket_text, priority, arrived_at, queued_at)
       VALUES ($1, $2, $2, $3, 'QUEUED', $2, $4, '+49', 'none', $5, '', $6, $7, $7)`,
      [id, ctx.now, `CA${id}`, queueId, caller.n + 1, caller.priority, caller.queuedAt],
    );
    const excludedAgentIds = caller.refusedBy.map((one) => agentIds[one] ?? '');
    for (const agent of excludedAgentIds)
      await ctx.db.query(
        `INSERT INTO offers (id, created_at, updated_at, call_id, agent_id, state, made_at, expires_at, closed_at, fence) VALUES ($1, $2, $2, $3, $4, 'REJECTED', $2, $2, $2, 1)`,
        [newId(), ctx.now, id, agent],
      );
    return { id, queueId, priority: caller.priority, queuedAt: caller.queuedAt.getTime(), excludedAgentIds };
  }
});
