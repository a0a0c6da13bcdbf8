import type { InputOf, Operation, OutputOf } from '../../../shared/operation.js';
import type { Ctx, Policy } from '../context.js';
import type { HttpFacts } from './http-facts.js';

/** An operation bound to its policy and its command or query. */
export interface Route {
  operation: Operation;
  can: Policy<unknown>;
  run: (ctx: Ctx, input: unknown, http: HttpFacts) => Promise<unknown>;
  /** Requests per minute and address; for sign-in and the like. */
  perMinute?: number;
  /** Successful requests do not count towards `perMinute`. */
  countsFailuresOnly?: boolean;
}
export interface RouteOptions<Op extends Operation> {
  can: Policy<InputOf<Op>>;
  /** Command or query. `http` is for the few operations that read or set cookies or send files. */
  run: (ctx: Ctx, input: InputOf<Op>, http: HttpFacts) => Promise<OutputOf<Op>>;
  perMinute?: number;
  countsFailuresOnly?: boolean;
}

/** Binds an operation: authenticate, parse, open the transaction (mutations), check the policy in it, run, parse the output in tests. */
export function route<Op extends Operation>(operation: Op, options: RouteOptions<Op>): Route {
  return {
    operation,
    can: options.can as Policy<unknown>,
    run: options.run as Route['run'],
    ...(options.perMinute === undefined ? {} : { perMinute: options.perMinute, countsFailuresOnly: options.countsFailuresOnly ?? false }),
  };
}
