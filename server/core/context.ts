import type { EntityManager } from 'typeorm';
import type * as z from 'zod/mini';
import type { EventPayload, EventType } from '../../shared/events/index.js';
import type { Role } from '../../shared/models/auth.js';
import type { Room } from '../../shared/rooms.js';

/** A signed-in account acting through a session or a personal API token. */
export interface AgentActor {
  kind: 'agent';
  id: string;
  name: string;
  roles: readonly Role[];
  teamIds: readonly string[];
  supervisedTeamIds: readonly string[];
  language: 'de' | 'en';
  timeZone: string | null;
  sessionId: string | null;
  /** The API token the actor came with, if it was one. */
  tokenId?: string;
  /** Scopes of the API token, or null when the actor came with a session (all scopes). */
  scopes: readonly string[] | null;
}
/** The product itself: a deadline, a carrier webhook, a script. `name` says which. */
export interface SystemActor {
  kind: 'system';
  id: null;
  name: string;
}
/** Who does it. */
export type Actor = AgentActor | SystemActor;

/** The product acting by itself, e.g. `systemActor('carrier')`. */
export function systemActor(name: string): SystemActor {
  return { kind: 'system', id: null, name };
}

/** Work to be done outside the transaction, declared once and typed. Handlers are registered in a feature's `jobs`. */
export interface JobDefinition<T> {
  name: string;
  schema: z.ZodMiniType<T>;
  /** Jobs with the same queue run one after the other (e.g. all carrier commands of one call). */
  queue?: (payload: T) => string;
  /** Attempts by the worker itself; 1 for anything that must not be blindly repeated. */
  maxAttempts: number;
}
/** Something that happens at a time, declared once and typed. Handlers are registered in a feature's `deadlines`. */
export interface DeadlineDefinition<T> {
  name: string;
  schema: z.ZodMiniType<T>;
}
/** Declares a job. */
export function defineJob<T>(definition: JobDefinition<T>): JobDefinition<T> {
  return definition;
}
/** Declares a deadline. */
export function defineDeadline<T>(name: string, schema: z.ZodMiniType<T>): DeadlineDefinition<T> {
  return { name, schema };
}

/** One line of the audit: who changed what, from what to what. */
export interface AuditEntry {
  entity: string;
  entityId: string;
  action: string;
  /** field → [old, new] */
  changes?: Record<string, [unknown, unknown]>;
}

export interface PublishOptions {
  /** Rooms that could see the thing before this change; those no longer in the audience are told it is gone. */
  roomsBefore?: readonly Room[];
  /** Somebody waits for it: it is sent at once. So is what a person does; what only happens is gathered for a moment. */
  isAwaited?: boolean;
}

/**
 * What a command is handed: the open transaction and everything that belongs to it. Never kept, never ambient.
 * All its methods write into the transaction; nothing here talks to the network.
 */
export interface Ctx {
  db: EntityManager;
  actor: Actor;
  requestId: string;
  /** Idempotency key of the operation, passed on to events so that the actor's screen knows its own change. */
  opId: string | null;
  /** The database's time at the start of the transaction. */
  now: Date;
  /**
   * Sends a statement whose result nobody needs, without waiting for it: what is asked through `db` afterwards finds it done, and its failure is thrown
   * at the commit. For whatever may be refused in the ordinary course (a unique index that answers "was there already"), wait through `db` instead.
   */
  write(sql: string, params: readonly unknown[]): void;
  /** Writes the event (audience resolved now), then runs the reactions of other features in this transaction. */
  publish<T extends EventType>(type: T, payload: EventPayload<T>, options?: PublishOptions): Promise<void>;
  /** Adds a job; it runs after commit, on any node. `key` replaces a waiting job of the same key. */
  enqueue<T>(job: JobDefinition<T>, payload: T, options?: { key?: string }): Promise<void>;
  /** Sets (or moves) the deadline `key` of this kind to `dueAt`. */
  deadline<T>(definition: DeadlineDefinition<T>, key: string, dueAt: Date, payload: T): Promise<void>;
  /** Cancels a deadline that has not fired; nothing happens when there is none. */
  cancelDeadline<T>(definition: DeadlineDefinition<T>, key: string): Promise<void>;
  audit(entry: AuditEntry): Promise<void>;
  /** The same transaction, as done by somebody else: what the product carries out for an agent is the agent's, in the audit and in the events. */
  as(actor: Actor): Ctx;
  /** Runs after the commit, in this process, best effort: wake a loop, drop a cache. Never to do the work itself. */
  afterCommit(run: () => void): void;
}

/** Name of one deadline. */
export interface DeadlineRef {
  kind: string;
  key: string;
}
export interface TransactionOptions {
  opId?: string;
  requestId?: string;
  readOnly?: boolean;
  /** The deadline this transaction fires: it is removed as the last step, unless the command itself set or cancelled it. */
  firing?: DeadlineRef;
}

/**
 * Opens a transaction at one of the doors (route, webhook, deadline, job result, script). Rolls back when `run` throws. A transaction that PostgreSQL
 * ended because of a deadlock is run again from its start: `run` acts through the context only.
 */
export type Transaction = <T>(actor: Actor, run: (ctx: Ctx) => Promise<T>, options?: TransactionOptions) => Promise<T>;

/** True when the actor holds the role. The system holds none: it does not go through policies. */
export function hasRole(actor: Actor, role: Role): boolean {
  return actor.kind === 'agent' && actor.roles.includes(role);
}
/** Who may see or do: resolves true or false, run inside the operation's transaction. */
export type Policy<I> = (ctx: Ctx, input: I) => boolean | Promise<boolean>;
/** Policy: any signed-in account. */
export const anyAgent: Policy<unknown> = (ctx) => ctx.actor.kind === 'agent';
/** Policy: administrators. */
export const adminOnly: Policy<unknown> = (ctx) => hasRole(ctx.actor, 'admin');
/** Policy of public operations. */
export const anyone: Policy<unknown> = () => true;
