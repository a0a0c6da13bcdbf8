import type { Ctx } from '../../core/context.js';
import { type Feature, handleDeadline, react } from '../../core/feature.js';
import type { Deps } from '../../deps.js';
import { matchAgain } from './match-calls.command.js';
import { RouterLoop } from './router-loop.js';

/** Routing: brings waiting calls and free agents together. It has no rows of its own; calls and offers are the calls feature's. */
export function routingFeature(deps: Deps): Feature {
  const loop = new RouterLoop(deps);
  const follow = (ctx: Ctx, mayMatch: boolean, hasCaller = false): Promise<void> => {
    if (mayMatch) ctx.afterCommit(() => loop.kick(hasCaller));
    return Promise.resolve();
  };
  return {
    name: 'routing',
    reactions: [
      react('call.queued', (ctx, call) => follow(ctx, call.state === 'QUEUED', true)),
      react('call.changed', (ctx, call) => follow(ctx, call.state === 'QUEUED', true)),
      react('presence.changed', (ctx, presence) =>
        follow(ctx, presence.intent === 'ready' && presence.activity === 'free' && presence.reach === 'ok'),
      ),
      react('queue-member.changed', (ctx) => follow(ctx, true)),
      react('queue.changed', (ctx) => follow(ctx, true)),
    ],
    deadlines: [handleDeadline(matchAgain, (ctx) => follow(ctx, true))],
    personalData: [],
    boot: () => {
      loop.kick();
      return Promise.resolve();
    },
    // Another node's commit is not seen here: whoever leads looks once a second.
    everySecond: () => {
      loop.kick();
      return Promise.resolve();
    },
    settle: () => loop.settle(),
    stop: () => loop.stop(),
  };
}
