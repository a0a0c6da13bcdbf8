import { room } from '../../../shared/rooms.js';
import { bind } from '../../core/db/condition.js';
import { type Feature, react } from '../../core/feature.js';
import type { Deps } from '../../deps.js';
import { adoptLines, installDefaults } from './install-defaults.command.js';
import { queuesMedia } from './media.js';
import { mayWatchQueue, watchableBy } from './queues.policy.js';
import { queuesRoutes } from './queues.routes.js';

export { makeQueue } from './create-queue.command.js';
export { makeDisposition } from './dispositions.command.js';
export { HOLD_MUSIC_NAME, HOLD_MUSIC_SECONDS } from './hold-music.js';
export { dispositionById, hasDispositions, pauseReasonById, queueById } from './list-queues.query.js';
export { putQueueMember } from './queue-members.command.js';
export { planFor, planForQueue, type QueuePath, type QueuePlan } from './queue-plan.query.js';
export { queuesAudience } from './queues.audience.js';
export { mayWatchQueue, watchableBy } from './queues.policy.js';

/** Queues: what callers hear, who answers them, our numbers, dispositions and pause reasons. */
export function queuesFeature(deps: Deps): Feature {
  return {
    name: 'queues',
    routes: queuesRoutes(deps.storage),
    media: queuesMedia(deps),
    reactions: [react('account.changed', installDefaults), react('telephony.changed', adoptLines)],
    watch: { queue: mayWatchQueue },
    movesRooms: { 'queue-member.changed': 'all', 'queue-member.removed': 'all', 'queue.changed': 'all' },
    async autoJoin(ctx) {
      if (ctx.actor.kind !== 'agent') return [];
      const visible = watchableBy({ ...ctx.actor, roles: [] }, 'q');
      const rows: { id: string }[] = await ctx.db.query(`SELECT q.id FROM queues q WHERE ${bind(visible, 0)}`, [...visible.params]);
      return rows.map((row) => room.queue(row.id));
    },
    personalData: [
      { table: 'queues', columns: [], key: null, erasure: 'none', kept: 'until deleted' },
      { table: 'queue_members', columns: [], key: 'account_id', erasure: 'delete', kept: 'while employed' },
      { table: 'phone_lines', columns: [], key: null, erasure: 'none', kept: 'until removed' },
      { table: 'dispositions', columns: [], key: null, erasure: 'none', kept: 'until deleted; calls refer to them' },
      { table: 'pause_reasons', columns: [], key: null, erasure: 'none', kept: 'until deleted; the presence log refers to them' },
      { table: 'recordings', columns: [], key: null, erasure: 'none', kept: 'until deleted' },
    ],
  };
}
