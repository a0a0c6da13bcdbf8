import { ask, hammer } from '../http-load.js';
import type { Stage } from '../stage.js';
import { compare, type Result } from '../stats.js';

/** ticket-create-1 and -16: tickets per second over HTTP beside bare Express with the same inserts. */
export async function ticketCreate(stage: Stage, options: { atOnce: number; seconds: number }): Promise<Result> {
  await stage.hire(1);
  const [agent] = stage.agents;
  if (!agent) throw new Error('nobody is there to make tickets');
  const bare = await hammer((turn) => ask(`${stage.bare.url}/ticket`, { method: 'POST', body: { subject: `Bare ${turn}` } }), options);
  const product = await hammer((turn) => stage.api(agent, 'POST', '/tickets', { subject: `Ticket ${turn}` }), options);
  return compare(
    `ticket-create-${options.atOnce}`,
    '1/s',
    { product, bare },
    { '≥ 25 % of bare': product.perSecond >= 0.25 * bare.perSecond },
  );
}
