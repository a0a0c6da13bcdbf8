import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** Seconds and status of each operation. */
  observeOperation(operation: string, status: number, seconds: number): void;
  deliveredEvents(count: number): void;
  /** A sweeper put something right that events had not (voice.md §7.7). */
  orphanFixed(kind: string): void;
  /** A mail came in; `outcome` as the gateway answers it. */
  mailReceived(outcome: string): void;
  /** A mail of ours was tried; `result` is where it stands now. */
  mailTried(result: string): void;
  /** A figure of the installation, asked for whenever somebody reads the metrics: one value for each word of `label`. */
  figure(about: { name: string; help: string; label: string }, read: () => Promise<ReadonlyMap<string, number>>): void;
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
  const received = new Counter({
    name: 'ringback_mails_received_total',
    help: 'Mails taken in, by what became of them',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const tried = new Counter({
    name: 'ringback_mails_tried_total',
    help: 'Attempts to send a mail, by where it stood afterwards',
    labelNames: ['result'],
    registers: [registry],
  });
  return {
    registry,
    observeOperation: (operation, status, seconds) => operations.observe({ operation, status: String(status) }, seconds),
    deliveredEvents: (count) => events.inc(count),
    orphanFixed: (kind) => orphans.inc({ kind }),
    mailReceived: (outcome) => received.inc({ outcome }),
    mailTried: (result) => tried.inc({ result }),
    figure({ name, help, label }, read) {
      new Gauge({
        ...{ name, help, labelNames: [label], registers: [registry] },
        async collect() {
          // Without the database the other figures are wanted most.
          const values = await read().catch(() => new Map<string, number>());
          this.reset();
          for (const [word, value] of values) this.set({ [label]: word }, value);
        },
      });
    },
  };
}
