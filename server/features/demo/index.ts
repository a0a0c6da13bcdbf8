import { fillDemoData, removeDemoData } from '../../../shared/contract/demo.js';
import type { demoEvents } from '../../../shared/events/demo.js';
import { room } from '../../../shared/rooms.js';
import { adminOnly } from '../../core/context.js';
import type { Audiences, Feature } from '../../core/feature.js';
import { route } from '../../core/http/route.js';
import { newId } from '../../core/id.js';
import { actingAgent } from '../auth/index.js';
import { fillDemo } from './fill-demo.command.js';
import { removeDemo } from './remove-demo.command.js';

export { fillDemo } from './fill-demo.command.js';

/** Every console fetches anew. */
export const demoAudience: Audiences<keyof typeof demoEvents> = { 'demo-data.changed': () => [room.role('agent')] };

/** Demo data to try the product with: offered at first run, marked everywhere, removed with one click. */
export function demoFeature(): Feature {
  return {
    name: 'demo',
    routes: [
      route(fillDemoData, {
        can: adminOnly,
        async run(ctx) {
          await fillDemo(ctx, actingAgent(ctx).id);
          await ctx.publish('demo-data.changed', { id: newId(), version: 1 });
          return { ok: true } as const;
        },
      }),
      route(removeDemoData, { can: adminOnly, run: removeDemo }),
    ],
    personalData: [],
  };
}
