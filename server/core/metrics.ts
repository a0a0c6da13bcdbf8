import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** Seconds and status of each operation. */
  observeOperation(operation: string, status: number, seconds: number): void;
  deliveredEvent(): void;
  /** A sweeper put something right that events had not (voice.md §7.7). */
  orphanFixed(kind: string): void;
}

/** Metrics of one app instance, in a registry of their own so that several can live in one test process. */
export function makeMetrics(withDefaults: boolean): Metrics {
  const registry = new Registry();
  if (withDefaults) collectDefaultMetrics({ register: registry });
  const operations = new Histogram({
    name: 'ringback_operation_seconds',
    help: 'Duration of operations',
    labelNames: ['operation', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const events = new Counter({
    name: 'ringback_events_delivered_total',
    help: 'Durable events delivered by this node',
    registers: [registry],
  });
  const orphans = new Counter({
    name: 'ringback_orphan_fixed_total',
    help: 'Things reconciliation had to repair',
    labelNames: ['kind'],
    registers: [registry],
  });
  return {
    registry,
    observeOperation: (operation, status, seconds) => operations.observe({ operation, status: String(status) }, seconds),
    deliveredEvent: () => events.inc(),
    orphanFixed: (kind) => orphans.inc({ kind }),
  };
}
