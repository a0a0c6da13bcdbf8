import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { EventPayload, EventType } from '../../../shared/events/index.js';
import type { Clock } from '../clock.js';
import type { AuditEntry, Ctx, Transaction } from '../context.js';
import { cancelDeadline, setDeadline } from '../deadlines/store.js';
import { type EventRow, flushAudit, flushEvents, resolveEvent } from '../events/publish.js';
import type { Audiences, Reaction } from '../feature.js';
import { addJob } from '../jobs/add-job.js';

export interface TransactionDeps {
  dataSource: DataSource;
  clock: Clock;
  audiences: Audiences<EventType>;
  reactions: ReadonlyMap<EventType, readonly Reaction[]>;
  /** Told after a commit that wrote events, or that set a deadline (with its time). */
  onCommitted: (facts: { events: boolean; earliestDeadline: Date | null; jobs: boolean }) => void;
  onAfterCommitError: (error: unknown) => void;
}

/** Builds `transaction()`: one database transaction with the context every command is handed. */
export function makeTransaction(deps: TransactionDeps): Transaction {
  return async (actor, run, options = {}) => {
    const events: EventRow[] = [];
    const audits: AuditEntry[] = [];
    const after: (() => void)[] = [];
    let earliestDeadline: Date | null = null;
    let jobs = false;
    const inside = async (db: EntityManager) => {
      const now = options.readOnly ? deps.clock.now() : await deps.clock.dbNow(db);
      const ctx: Ctx = {
        db,
        actor,
        now,
        requestId: options.requestId ?? randomUUID(),
        opId: options.opId ?? null,
        async publish(type, payload, publishOptions = {}) {
          events.push(
            ...(await resolveEvent(ctx, deps.audiences, {
              type,
              payload: payload as EventPayload<EventType>,
              roomsBefore: publishOptions.roomsBefore ?? [],
            })),
          );
          for (const reaction of deps.reactions.get(type) ?? []) await reaction.run(ctx, payload);
        },
        async enqueue(job, payload, jobOptions = {}) {
          jobs = true;
          await addJob(db, job, payload, jobOptions);
        },
        async deadline(definition, key, dueAt, payload) {
          if (earliestDeadline === null || dueAt < earliestDeadline) earliestDeadline = dueAt;
          await setDeadline(db, definition, { key, dueAt, payload });
        },
        cancelDeadline: (definition, key) => cancelDeadline(db, definition, key),
        audit(entry) {
          audits.push(entry);
          return Promise.resolve();
        },
        afterCommit(callback) {
          after.push(callback);
        },
      };
      const result = await run(ctx);
      if (events.length > 0) await flushEvents(ctx, events);
      if (audits.length > 0) await flushAudit(ctx, audits);
      return result;
    };
    const result = options.readOnly ? await inside(deps.dataSource.manager) : await deps.dataSource.transaction(inside);
    if (events.length > 0 || earliestDeadline !== null || jobs) deps.onCommitted({ events: events.length > 0, earliestDeadline, jobs });
    for (const callback of after) {
      try {
        callback();
      } catch (error) {
        deps.onAfterCommitError(error);
      }
    }
    return result;
  };
}
