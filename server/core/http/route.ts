import type { InputOf, Operation, OutputOf } from '../../../shared/operation.js';
import type { Actor, Ctx, Policy, Transaction } from '../context.js';
import type { HttpFacts } from './http-facts.js';

/** What a step before the transaction may use. The policy has not been asked yet: it must tell nothing and change nothing. */
export interface Before {
  actor: Actor;
  transaction: Transaction;
}

/** An operation bound to its policy and its command or query. */
export interface Route {
  operation: Operation;
  can: Policy<unknown>;
  before?: (door: Before, input: unknown, http: HttpFacts) => Promise<object>;
  run: (ctx: Ctx, input: unknown, http: HttpFacts) => Promise<unknown>;
  serve?: (door: Before, input: unknown, http: HttpFacts) => Promise<unknown>;
  /** Requests per minute and address; for sign-in and the like. */
  perMinute?: number;
  /** Successful requests do not count towards `perMinute`. */
  countsFailuresOnly?: boolean;
}
export interface RouteOptions<Op extends Operation, Prepared extends object> {
  can: Policy<InputOf<Op>>;
  /** Slow work (hashing a password) that must hold neither a connection nor a lock: done before the transaction opens, its result joins the input. */
  before?: (door: Before, input: InputOf<Op>, http: HttpFacts) => Promise<Prepared>;
  /** Command or query. `http` is for the few operations that read or set cookies or send files. */
  run: (ctx: Ctx, input: InputOf<Op> & Prepared, http: HttpFacts) => Promise<OutputOf<Op>>;
  perMinute?: number;
  countsFailuresOnly?: boolean;
}

/**
 * Binds an operation whose work opens transactions of its own, because it reads a stream or must end one before the next begins (a delivered mail). The
 * policy is asked first, without a transaction. A repeated Idempotency-Key is not looked at: the work itself must know a repetition.
 */
export function servedRoute<Op extends Operation>(
  operation: Op,
  options: { can: Policy<InputOf<Op>>; serve: (door: Before, input: InputOf<Op>, http: HttpFacts) => Promise<OutputOf<Op>> },
): Route {
  const run = () => Promise.reject(new Error(`${operation.id} opens its own transactions`));
  return { operation, can: options.can as Policy<unknown>, run, serve: options.serve as NonNullable<Route['serve']> };
}

/** Binds an operation: authenticate, parse, open the transaction (mutations), check the policy in it, run, parse the output in tests. */
export function route<Op extends Operation, Prepared extends object = object>(operation: Op, options: RouteOptions<Op, Prepared>): Route {
  return {
    operation,
    can: options.can as Policy<unknown>,
    ...(options.before === undefined ? {} : { before: options.before as NonNullable<Route['before']> }),
    run: options.run as Route['run'],
    ...(options.perMinute === undefined ? {} : { perMinute: options.perMinute, countsFailuresOnly: options.countsFailuresOnly ?? false }),
  };
}
