import { seed } from '../../../scripts/support/seed/seed.js';
import type { Stage } from '../stage.js';
import { compare, type Result } from '../stats.js';
import { measurePops } from './pop.js';

/** monday: 60 agents, 5 calls/s while people are being seeded beside the running server and a supervisor watches. Bare: the same without the seeding. */
export async function monday(stage: Stage, isSmall: boolean): Promise<Result> {
  const agents = await stage.goReady(60);
  const supervisor = await stage.hireSupervisor();
  const { rows } = await stage.db.query<{ id: string }>('SELECT id FROM queues');
  for (const { id } of rows) supervisor.socket?.emit('watch', `live:${id}`, () => undefined);
  const load = { perSecond: 5, seconds: isSmall ? 10 : 60 };
  const quiet = await measurePops(stage, agents, { ...load, seconds: load.seconds / 4 });
  const seeding = seed(stage.databaseUrl, { people: isSmall ? 1000 : 100_000, interactions: 0, tickets: 0, seed: 77 }, () => undefined);
  const { figures: product, lost } = await measurePops(stage, agents, load);
  await seeding;
  return compare(
    'monday',
    'ms',
    { product, bare: quiet.figures },
    { 'pop p99 ≤ 100 ms': product.p99 <= 100, [`0 lost (${lost})`]: lost === 0 },
  );
}
