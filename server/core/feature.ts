import type { EventPayload, EventType } from '../../shared/events/index.js';
import type { Room } from '../../shared/rooms.js';
import type { Ctx, DeadlineDefinition, JobDefinition, Transaction } from './context.js';
import type { Route } from './http/route.js';
import type { Webhook } from './http/webhook.js';

/** Resolves who hears an event, inside the publishing transaction. */
export type AudienceFor<T extends EventType> = (ctx: Ctx, payload: EventPayload<T>) => readonly Room[] | Promise<readonly Room[]>;
/** The audience of each event of a feature; a missing one does not compile. */
export type Audiences<T extends EventType> = { [K in T]: AudienceFor<K> };

/** What a job handler may use: transactions at both ends of the job, network in between. */
export interface JobTools {
  transaction: Transaction;
  /** Number of this attempt, from 1. */
  attempt: number;
}
export interface JobHandler {
  name: string;
  maxAttempts: number;
  run(payload: unknown, tools: JobTools): Promise<void>;
}
export interface DeadlineHandler {
  name: string;
  run(ctx: Ctx, payload: unknown, key: string): Promise<void>;
}
export interface Reaction {
  type: EventType;
  run(ctx: Ctx, payload: unknown): Promise<void>;
}

/** Binds a job to its handler; the payload is parsed before. */
export function handleJob<T>(definition: JobDefinition<T>, run: (payload: T, tools: JobTools) => Promise<void>): JobHandler {
  return {
    name: definition.name,
    maxAttempts: definition.maxAttempts,
    run: (payload, tools) => run(definition.schema.parse(payload), tools),
  };
}
/** Binds a deadline to its handler; it runs inside the transaction that removes the deadline. */
export function handleDeadline<T>(
  definition: DeadlineDefinition<T>,
  run: (ctx: Ctx, payload: T, key: string) => Promise<void>,
): DeadlineHandler {
  return { name: definition.name, run: (ctx, payload, key) => run(ctx, definition.schema.parse(payload), key) };
}
/** Lets a feature follow another feature's event in the same transaction. */
export function react<T extends EventType>(type: T, run: (ctx: Ctx, payload: EventPayload<T>) => Promise<void>): Reaction {
  return { type, run: (ctx, payload) => run(ctx, payload as EventPayload<T>) };
}

/** One table's entry in the registry of personal data (architecture §6). */
export interface PersonalData {
  table: string;
  /** Columns that say something about a natural person; empty for tables without personal data. */
  columns: readonly string[];
  /** Column (or path) that leads to the person or account. */
  key: string | null;
  erasure: 'delete' | 'pseudonymise' | 'keep' | 'none';
  /** How long rows live, in words. */
  kept: string;
}

/** Checks that a socket may sit in a room of this kind: the policy of the matching GET. `id` is what follows the colon. */
export type WatchPolicy = (ctx: Ctx, id: string) => boolean | Promise<boolean>;

/** What a feature shows the composition root. */
export interface Feature {
  name: string;
  routes?: readonly Route[];
  webhooks?: readonly Webhook[];
  jobs?: readonly JobHandler[];
  deadlines?: readonly DeadlineHandler[];
  reactions?: readonly Reaction[];
  /** Room kind → policy, for rooms a client may ask to watch. */
  watch?: Record<string, WatchPolicy>;
  /** Rooms an account's sockets join by themselves at connect. */
  autoJoin?: (ctx: Ctx) => Promise<readonly Room[]>;
  /** Events after which accounts sit in other rooms: the account the event is about (`one`, by its id), or possibly any (`all`). */
  movesRooms?: Partial<Record<EventType, 'one' | 'all'>>;
  personalData: readonly PersonalData[];
  /** Runs before the server listens: what the first request must find. Never rejects. */
  prepare?: () => Promise<void>;
  /** Runs when the server listens and its doors work, e.g. reconciliation after a restart. */
  boot?: () => Promise<void>;
  /** Public files the carrier fetches without a session, below `/media/:name`; names are unguessable. Null: not mine. */
  media?: (name: string) => Promise<{ mediaType: string; content: Buffer } | null>;
  /** Resolves when the feature's own loops (inbox, matching) have nothing to do: tests and shutdown wait for it. */
  settle?: () => Promise<void>;
  /** Called once a second on the leader: figures for watchers. */
  everySecond?: () => Promise<void>;
  /** Called once an hour on the leader: deletes what was kept long enough. A command of its own transaction; what is left is done an hour later. */
  everyHour?: () => Promise<void>;
  /** Stops loops and timers of the feature. */
  stop?: () => Promise<void>;
}
