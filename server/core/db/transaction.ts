import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { EventPayload, EventType } from '../../../shared/events/index.js';
import type { Clock } from '../clock.js';
import type { Actor, Ctx, Transaction, TransactionOptions } from '../context.js';
import { cancelDeadline, deadlineKey, removeFired, setDeadline } from '../deadlines/store.js';
import { driverError } from '../errors.js';
import { type AuditRow, type EventRow, flushAudit, flushEvents, resolveEvent } from '../events/publish.js';
import type { Audiences, Reaction } from '../feature.js';
import { addJob } from '../jobs/add-job.js';
import { isStalePlan, type PreparingClient } from './preparing-client.js';
import { Writes } from './writes.js';

export interface TransactionDeps {
  dataSource: DataSource;
  clock: Clock;
  audiences: Audiences<EventType>;
  reactions: ReadonlyMap<EventType, readonly Reaction[]>;
  /** Told after a commit that wrote events (and whether a person waits for them), or that set a deadline (with its time). */
  onCommitted: (facts: { events: 'none' | 'some' | 'awaited'; earliestDeadline: Date | null }) => void;
  onAfterCommitError: (error: unknown) => void;
  /** In tests every payload is checked against the schema of its event. */
  checkEvent?: (type: EventType, payload: unknown) => void;
}

/** What one run of a transaction collects until it commits. A repeated run starts with a new one. */
interface Gathered {
  /** In publishing order; who hears of them may still be on its way from the database. */
  events: Promise<EventRow[]>[];
  isAwaited: boolean;
  audits: AuditRow[];
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

/** What a transaction runs on. Reading ones use any connection of the pool, statement by statement. */
interface Place {
  db: EntityManager;
  now: Date;
  writes: Writes | null;
}

async function runOnce<T>(
  deps: TransactionDeps,
  asked: { actor: Actor; options: TransactionOptions },
  run: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const { options } = asked;
  // What a person does, they want to see.
  const gathered: Gathered = {
    ...{ events: [], isAwaited: asked.actor.kind === 'agent' },
    ...{ audits: [], after: [], earliestDeadline: null, touchedDeadlines: new Set() },
  };
  const inside = async (place: Place) => {
    const ctx = makeContext(deps, { ...asked, ...place }, gathered);
    const result = await run(ctx);
    if (options.firing && !gathered.touchedDeadlines.has(deadlineKey(options.firing))) await removeFired(ctx.db, options.firing, ctx.now);
    const events = (await Promise.all(gathered.events)).flat();
    if (events.length > 0) flushEvents(ctx, events);
    if (gathered.audits.length > 0) flushAudit(ctx, gathered.audits);
    return result;
  };
  const result = options.readOnly
    ? await inside({ db: deps.dataSource.manager, now: deps.clock.now(), writes: null })
    : await committed(deps, inside);
  const { earliestDeadline } = gathered;
  if (gathered.events.length > 0 || earliestDeadline !== null)
    deps.onCommitted({ events: gathered.events.length === 0 ? 'none' : gathered.isAwaited ? 'awaited' : 'some', earliestDeadline });
  for (const callback of gathered.after) {
    try {
      callback();
    } catch (error) {
      deps.onAfterCommitError(error);
    }
  }
  return result;
}

/** One transaction on a connection of its own. The database's time is asked with the opening, and the commit goes right behind the last writes. */
async function committed<T>({ dataSource, clock }: TransactionDeps, inside: (place: Place) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  let writes: Writes | null = null;
  try {
    writes = new Writes((await runner.connect()) as PreparingClient);
    const [now] = await Promise.all([clock.dbNow(runner.manager), runner.startTransaction()]);
    const result = await inside({ db: runner.manager, now, writes });
    writes.finish();
    const done = runner.commitTransaction();
    await done.catch(() => undefined);
    // First: of a transaction with a failed statement PostgreSQL makes a rollback, and answers the commit with no error.
    writes.throwIfFailed();
    await done;
    return result;
  } catch (error) {
    writes?.drop();
    await runner.rollbackTransaction().catch(() => undefined);
    writes?.throwIfFailed();
    throw error;
  } finally {
    await runner.release();
  }
}

function makeContext(deps: TransactionDeps, door: Place & { actor: Actor; options: TransactionOptions }, gathered: Gathered): Ctx {
  const { actor, options, db, now, writes } = door;
  const ctx: Ctx = {
    db,
    actor,
    now,
    requestId: options.requestId ?? randomUUID(),
    opId: options.opId ?? null,
    write(sql, params) {
      if (writes === null) throw new Error('nothing is written where only reading was asked for');
      writes.send(sql, params);
    },
    async publish(type, payload, { roomsBefore = [], isAwaited = false } = {}) {
      deps.checkEvent?.(type, payload);
      const event = { type, payload: payload as EventPayload<EventType>, roomsBefore };
      const rows = resolveEvent(ctx, deps.audiences, event);
      // Whoever waits for it is told; until then the transaction goes on.
      rows.catch(() => undefined);
      gathered.events.push(rows);
      gathered.isAwaited ||= isAwaited;
      for (const reaction of deps.reactions.get(type) ?? []) await reaction.run(ctx, payload);
    },
    enqueue(job, payload, jobOptions = {}) {
      addJob(ctx, job, payload, jobOptions);
      return Promise.resolve();
    },
    deadline(definition, key, dueAt, payload) {
      if (gathered.earliestDeadline === null || dueAt < gathered.earliestDeadline) gathered.earliestDeadline = dueAt;
      gathered.touchedDeadlines.add(deadlineKey({ kind: definition.name, key }));
      setDeadline(ctx, definition, { key, dueAt, payload });
      return Promise.resolve();
    },
    cancelDeadline(definition, key) {
      gathered.touchedDeadlines.add(deadlineKey({ kind: definition.name, key }));
      cancelDeadline(ctx, definition, key);
      return Promise.resolve();
    },
    audit(entry) {
      gathered.audits.push({ ...entry, actor });
      return Promise.resolve();
    },
    as: (other) => makeContext(deps, { ...door, actor: other }, gathered),
    afterCommit(callback) {
      gathered.after.push(callback);
    },
  };
  return ctx;
}
