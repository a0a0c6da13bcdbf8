import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { EventPayload, EventType } from '../../../shared/events/index.js';
import type { Clock } from '../clock.js';
import type { Actor, AuditEntry, Ctx, Transaction, TransactionOptions } from '../context.js';
import { cancelDeadline, deadlineKey, removeFired, setDeadline } from '../deadlines/store.js';
import { driverError } from '../errors.js';
import { type EventRow, flushAudit, flushEvents, resolveEvent } from '../events/publish.js';
import type { Audiences, Reaction } from '../feature.js';
import { addJob } from '../jobs/add-job.js';
import { isStalePlan } from './preparing-client.js';

export interface TransactionDeps {
  dataSource: DataSource;
  clock: Clock;
  audiences: Audiences<EventType>;
  reactions: ReadonlyMap<EventType, readonly Reaction[]>;
  /** Told after a commit that wrote events, or that set a deadline (with its time). */
  onCommitted: (facts: { events: boolean; earliestDeadline: Date | null }) => void;
  onAfterCommitError: (error: unknown) => void;
  /** In tests every payload is checked against the schema of its event. */
  checkEvent?: (type: EventType, payload: unknown) => void;
}

/** What one run of a transaction collects until it commits. A repeated run starts with a new one. */
interface Gathered {
  events: EventRow[];
  audits: AuditEntry[];
  after: (() => void)[];
  earliestDeadline: Date | null;
  touchedDeadlines: Set<string>;
}

/** PostgreSQL chose this transaction as the victim of a deadlock or of a serialization conflict: running it again is the remedy. */
const REPEATABLE: ReadonlySet<string> = new Set(['40P01', '40001']);
const RUNS = 4;

/** Builds `transaction()`: one database transaction with the context every command is handed. */
export function makeTransaction(deps: TransactionDeps): Transaction {
  return async (actor, run, options = {}) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await runOnce(deps, { actor, options }, run);
      } catch (error) {
        const canRepeat = isStalePlan(error) || (!options.readOnly && REPEATABLE.has(driverError(error)?.code ?? ''));
        if (!canRepeat || attempt === RUNS) throw error;
      }
    }
  };
}

async function runOnce<T>(
  deps: TransactionDeps,
  asked: { actor: Actor; options: TransactionOptions },
  run: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const { options } = asked;
  const gathered: Gathered = { events: [], audits: [], after: [], earliestDeadline: null, touchedDeadlines: new Set() };
  const inside = async (db: EntityManager) => {
    const now = options.readOnly ? deps.clock.now() : await deps.clock.dbNow(db);
    const ctx = makeContext(deps, { ...asked, db, now }, gathered);
    const result = await run(ctx);
    if (options.firing && !gathered.touchedDeadlines.has(deadlineKey(options.firing))) await removeFired(db, options.firing, now);
    if (gathered.events.length > 0) await flushEvents(ctx, gathered.events);
    if (gathered.audits.length > 0) await flushAudit(ctx, gathered.audits);
    return result;
  };
  const result = options.readOnly ? await inside(deps.dataSource.manager) : await deps.dataSource.transaction(inside);
  const facts = { events: gathered.events.length > 0, earliestDeadline: gathered.earliestDeadline };
  if (facts.events || facts.earliestDeadline !== null) deps.onCommitted(facts);
  for (const callback of gathered.after) {
    try {
      callback();
    } catch (error) {
      deps.onAfterCommitError(error);
    }
  }
  return result;
}

function makeContext(
  deps: TransactionDeps,
  door: { actor: Actor; options: TransactionOptions; db: EntityManager; now: Date },
  gathered: Gathered,
): Ctx {
  const { actor, options, db, now } = door;
  const ctx: Ctx = {
    db,
    actor,
    now,
    requestId: options.requestId ?? randomUUID(),
    opId: options.opId ?? null,
    async publish(type, payload, { roomsBefore = [] } = {}) {
      deps.checkEvent?.(type, payload);
      const event = { type, payload: payload as EventPayload<EventType>, roomsBefore };
      gathered.events.push(...(await resolveEvent(ctx, deps.audiences, event)));
      for (const reaction of deps.reactions.get(type) ?? []) await reaction.run(ctx, payload);
    },
    enqueue: (job, payload, jobOptions = {}) => addJob(db, job, payload, jobOptions),
    async deadline(definition, key, dueAt, payload) {
      if (gathered.earliestDeadline === null || dueAt < gathered.earliestDeadline) gathered.earliestDeadline = dueAt;
      gathered.touchedDeadlines.add(deadlineKey({ kind: definition.name, key }));
      await setDeadline(db, definition, { key, dueAt, payload });
    },
    async cancelDeadline(definition, key) {
      gathered.touchedDeadlines.add(deadlineKey({ kind: definition.name, key }));
      await cancelDeadline(db, definition, key);
    },
    audit(entry) {
      gathered.audits.push(entry);
      return Promise.resolve();
    },
    afterCommit(callback) {
      gathered.after.push(callback);
    },
  };
  return ctx;
}
