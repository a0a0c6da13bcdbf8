import type { Metrics } from '../../../core/metrics.js';
import type { CallWork } from '../call-work.js';
import type { LegEntity } from '../leg.entity.js';

/** What reconciliation put right that events had not. */
export interface Fix {
  kind: 'leg-ended' | 'missed-join' | 'caller-alone' | 'not-in-queue';
  leg: LegEntity;
}

/** Every repair is seen: on the call's timeline, in the audit, and counted (voice.md §7.7). */
export async function noteFix(work: CallWork, metrics: Metrics, { kind, leg }: Fix): Promise<void> {
  work.moment('orphan.fixed', { kind, label: leg.label }, leg.agentId);
  work.ctx.afterCommit(() => metrics.orphanFixed(kind));
  await work.ctx.audit({ entity: 'calls', entityId: work.call.id, action: 'orphan-fixed', changes: { [leg.label]: [null, kind] } });
}
